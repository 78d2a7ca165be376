import { describe, expect, it } from 'vitest'
import { newBreakingId, newUserId, parseVersionHash } from '../../../shared/model/ids.ts'
import { aStore, me } from '../testing/a-store.ts'
import { aStoryFact, Writer } from '../testing/a-story.ts'

const live = {
  at: 'live' as const,
  version: parseVersionHash('a'.repeat(64)),
  since: 1,
  updated: 1,
  by: newUserId(),
  corrections: [],
}

describe('facts', () => {
  it('[DFA1] keeps the newer revision, in whatever order the two arrive', () => {
    const { facts } = aStore()
    const old = aStoryFact()
    const newer = { ...old, revision: 2, work: { at: 'done' as const, by: old.writer, when: 4 } }
    expect(facts.apply(newer)).toBe(true)
    expect(facts.apply(old)).toBe(false)
    expect(facts.apply(newer)).toBe(false)
    expect(facts.story(old.id)).toEqual(newer)

    const line = {
      type: 'breaking' as const,
      id: newBreakingId(),
      revision: 3,
      lines: { en: { attribution: '', text: 'Port closed' } },
      story: null,
      life: 60_000,
      stage: { at: 'drafted' as const, by: newUserId(), when: 1 },
    }
    facts.apply(line)
    expect(facts.apply({ ...line, revision: 2 })).toBe(false)
    expect(facts.breaking(line.id)?.revision).toBe(3)
  })

  it('knows how far behind a story is, also when its head comes before its fact', () => {
    const { facts, rows } = aStore()
    const fact = aStoryFact()
    facts.apply({ type: 'document-head', story: fact.id, seq: 4, edited: 7 })
    expect(rows.behind(['city'], 10)).toEqual([])
    facts.apply(fact)
    expect(rows.behind(['city'], 10)).toEqual([{ story: fact.id, have: 0, head: 4 }])
    expect(rows.behind(['world'], 10)).toEqual([])
    facts.apply({ ...fact, revision: 2, publication: live })
    expect(rows.behind(['world'], 10)).toEqual([{ story: fact.id, have: 0, head: 4 }])
    rows.holds(fact.id, 4)
    expect(rows.behind(['city'], 10)).toEqual([])
    // What I wrote is mine wherever I work now.
    const mine = aStoryFact({ writer: me })
    facts.apply(mine)
    facts.apply({ type: 'document-head', story: mine.id, seq: 2, edited: 7 })
    expect(rows.behind(['world'], 10)).toEqual([{ story: mine.id, have: 0, head: 2 }])
    expect(rows.countBehind(['world'])).toBe(1)
    facts.apply({ type: 'document-head', story: fact.id, seq: 3, edited: 9 })
    expect(rows.get(fact.id)).toMatchObject({ have: 4, head: 4, editedAt: 7 })
  })

  it('[DOW1] a story that was made again is as old as its text, where nobody had it before', () => {
    const { facts, log, rows } = aStore()
    const again = aStoryFact({ createdAt: 5000 })
    facts.apply(again)
    expect(rows.get(again.id)?.editedAt).toBe(5000)
    facts.apply({ type: 'document-head', story: again.id, seq: 1, edited: 7 })
    expect(rows.get(again.id)?.editedAt).toBe(7)
    facts.apply({ type: 'document-head', story: again.id, seq: 2, edited: 6 })
    expect(rows.get(again.id)?.editedAt).toBe(7)
    // Its text may come first.
    const late = aStoryFact({ createdAt: 5000 })
    facts.apply(late)
    log.appendForeign(late.id, Writer.ofNewStory().state(), 1, 6000)
    rows.holds(late.id, 1)
    expect(facts.apply({ type: 'document-head', story: late.id, seq: 1, edited: 7 })).toBe(true)
    expect(rows.get(late.id)).toMatchObject({ head: 1, editedAt: 7 })
    expect(facts.apply({ type: 'document-head', story: late.id, seq: 1, edited: 7 })).toBe(false)
    // Somebody writes on while it is followed live.
    rows.holds(late.id, 2)
    facts.apply({ type: 'document-head', story: late.id, seq: 2, edited: 8 })
    expect(rows.get(late.id)?.editedAt).toBe(8)
    // Where its text is held, the list knows better than a server that has forgotten.
    const held = aStoryFact({ createdAt: 1 })
    facts.apply(held)
    log.append(held.id, Writer.ofNewStory().state(), 9)
    facts.apply({ type: 'document-head', story: held.id, seq: 1, edited: 7 })
    expect(rows.get(held.id)?.editedAt).toBe(9)
  })

  it('forgets what another history said, but no text and nothing that waits', () => {
    const { facts, log, rows, texts } = aStore()
    const fact = aStoryFact()
    facts.apply(fact)
    facts.apply({
      type: 'term',
      scheme: 'topic',
      key: 'ports',
      labels: { en: 'P', ar: 'P', es: 'P' },
    })
    log.append(fact.id, Writer.ofNewStory().state(), 2)
    facts.forget()
    rows.oweAll()
    expect(facts.story(fact.id)).toBeNull()
    expect(facts.all('term')).toEqual([])
    expect(texts.state(fact.id)).not.toBeNull()
    expect(log.waiting(fact.id, 0, 10)).toHaveLength(1)
    expect(rows.owed(10)).toEqual([fact.id])
  })
})
