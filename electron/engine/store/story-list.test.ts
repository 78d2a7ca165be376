import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoryFact, Work } from '../../../shared/model/facts.ts'
import { newUserId, parseVersionHash } from '../../../shared/model/ids.ts'
import { aStore, me } from '../testing/a-store.ts'
import { aStoryFact, city, world } from '../testing/a-story.ts'
import { StoryLists, standingOf, standsIn, storyLists } from './story-list.ts'

const version = parseVersionHash('a'.repeat(64))
const other = newUserId()
const works: Work[] = [
  { at: 'draft' },
  { at: 'submitted', by: me, when: 1, version },
  { at: 'returned', by: other, when: 1, reason: 'r' },
  { at: 'approved', by: other, when: 1, version, submittedBy: me },
  { at: 'done', by: other, when: 1 },
  { at: 'spiked', by: me, when: 1, reason: 'r', before: { at: 'draft' } },
]
const live = {
  at: 'live' as const,
  version,
  since: 1,
  updated: 1,
  by: other,
  corrections: [],
}

const standing = fc.record({
  work: fc.constantFrom(...works),
  writer: fc.constantFrom(me, other),
  desk: fc.constantFrom(city, world),
  publication: fc.constantFrom<StoryFact['publication'][]>({ at: 'unpublished' }, live),
})
const story = fc.record({
  confirmed: fc.option(standing, { nil: null }),
  pending: fc.option(standing, { nil: null }),
})

const desks = [city, world]

describe('story lists', () => {
  it('[DSL3] hold my own stories and those of my desks only', () => {
    const { facts, lists } = aStore()
    const stories = [
      aStoryFact({ desk: city }),
      aStoryFact({ desk: world }),
      aStoryFact({ desk: world, writer: me }),
    ]
    for (const fact of stories) facts.apply(fact)
    const seen = lists.page({ list: 'all', desk: null, desks: [city], offset: 0, limit: 10 })
    expect(new Set(seen)).toEqual(new Set([stories[0]?.id, stories[2]?.id]))
    expect(lists.counts(null, [city])).toMatchObject({ all: 2, drafts: 2, mine: 1 })
  })

  it('[DSL1] show and count each story where its pending commands will put it', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 25 }), (stories) => {
        const { facts, lists, rows } = aStore()
        const shown = stories.flatMap(({ confirmed, pending }, i) => {
          const fact = aStoryFact()
          if (confirmed) facts.apply({ ...fact, ...confirmed, createdAt: i })
          else rows.create(fact.id, 'en', 'news', i)
          if (pending) lists.preview(fact.id, { fact: { ...fact, ...pending }, pending: 1 })
          const now = pending ?? confirmed
          return now ? [{ id: fact.id, i, ...standingOf({ ...fact, ...now }) }] : []
        })
        for (const desk of [null, city, world]) {
          const here = shown.filter((one) => desk === null || one.desk === desk)
          const counts = lists.counts(desk, desks)
          for (const list of storyLists) {
            const expected = here.filter((one) => standsIn(list, one, me)).toReversed()
            const ids = lists.page({ list, desk, desks, offset: 0, limit: 500 })
            expect(ids).toEqual(expected.map(({ id }) => id))
            expect(counts[list]).toBe(expected.length)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('page through a list without losing or repeating a story', () => {
    const { facts, lists } = aStore()
    const all = Array.from({ length: 23 }, (_, i) => {
      const fact = aStoryFact({ createdAt: i })
      facts.apply(fact)
      return fact.id
    }).toReversed()
    const pages = [0, 10, 20, 30].flatMap((offset) =>
      lists.page({ list: 'drafts', desk: null, desks, offset, limit: 10 }),
    )
    expect(pages).toEqual(all)
  })

  it('[DSL2] keep their counts true while stories move, go and are forgotten', () => {
    const { facts, lists, db } = aStore()
    const fact = aStoryFact({ desk: city })
    facts.apply(fact)
    facts.apply(aStoryFact({ desk: city }))
    expect(lists.counts(null, desks)).toMatchObject({ all: 2, drafts: 2, live: 0 })
    facts.apply({ ...fact, revision: 2, publication: live, desk: world })
    expect(lists.counts(null, [world])).toMatchObject({ all: 1, live: 1 })
    expect(lists.counts(null, desks)).toMatchObject({ all: 2, live: 1 })
    db.run('delete from story where id = ?', fact.id)
    expect(lists.counts(null, desks)).toMatchObject({ all: 1, live: 0 })
    facts.forget()
    expect(lists.counts(null, desks)).toMatchObject({ all: 0 })
  })

  it('[DSL2] are counted without reading a story, and paged without sorting', () => {
    const { db } = aStore()
    const plan = (sql: string) =>
      db.all<{ detail: string }>(`explain query plan ${sql}`).map(({ detail }) => detail)
    const counted = plan(
      'select work, publication, writer, desk, n from main.standing where n <> 0',
    )
    expect(counted).toEqual(['SCAN main.standing'])
    const asked: string[] = []
    const watched = new StoryLists(
      Object.assign(Object.create(db) as typeof db, {
        exec: () => undefined,
        all: (sql: string) => {
          asked.push(sql)
          return []
        },
      }),
      me,
    )
    for (const list of storyLists) {
      watched.page({ list, desk: null, desks, offset: 90_000, limit: 50 })
    }
    const pages = asked.map((sql) => plan(sql).join())
    for (const [i, page] of pages.entries()) {
      expect(page).toMatch(/USING COVERING INDEX story_(newest|work|writer|live)/)
      // Three stages together are sorted: few stories are in review at a time.
      if (storyLists[i] !== 'review') expect(page).not.toContain('TEMP B-TREE')
    }
    expect(pages[storyLists.indexOf('live')]).toContain('story_live')
  })
})
