import { describe, expect, it, onTestFinished } from 'vitest'
import { applyPacked } from '../../../shared/document/encoding.ts'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import {
  newCommandId,
  newStoryId,
  parseVersionHash,
  type StoryId,
} from '../../../shared/model/ids.ts'
import type { Store } from '../store/store.ts'
import { purgeText } from '../store/story-purge.ts'
import { withDocument } from '../store/story-texts.ts'
import { aStore } from '../testing/a-store.ts'
import { Writer } from '../testing/a-story.ts'
import { compactStory } from './compact-story.ts'
import { TextWorker } from './text-worker.ts'

const aWorker = (): TextWorker => {
  const worker = new TextWorker()
  onTestFinished(() => worker.close())
  return worker
}

const here = { now: 10 ** 9, isClosed: () => false }

const rowsOf = (store: Store, story: StoryId): number =>
  store.db.get<{ n: number }>('select count(*) as n from log where story = ?', story)?.n ?? 0

const headline = (parts: readonly Uint8Array[]): string =>
  withDocument(parts, (doc) => headlineOf(doc).toString())

/** A story with one row that the server has. */
function aStory(store: Store): { story: StoryId; writer: Writer } {
  const story = newStoryId()
  const writer = Writer.ofNewStory()
  store.rows.create(story, 'en', 'news', 1)
  const seq = store.log.append(story, writer.state(), 1)
  store.log.acknowledge(story, seq, 1)
  store.bases.release(story)
  return { story, writer }
}

describe('compaction', () => {
  it('[DCP5] [DCP4] keeps the log short while twenty thousand keystrokes wait for the server', async () => {
    const store = aStore()
    const worker = aWorker()
    const { story, writer } = aStory(store)
    let longest = 0
    for (let piece = 0; piece < 40; piece += 1) {
      store.db.transaction(() => {
        for (let key = 0; key < 500; key += 1) store.log.append(story, writer.type('x'), 5 + piece)
      })
      longest = Math.max(longest, rowsOf(store, story))
      await compactStory(store, worker, story, here)
    }
    expect(longest).toBeLessThan(600)
    expect(rowsOf(store, story)).toBeLessThan(5)
    expect(headline(store.texts.parts(story).parts)).toBe('x'.repeat(20_000))
    store.waiting.recount(story)
    expect(store.waiting.of(story)).toMatchObject({ updates: 20_000, since: 5 })
    const sent = store.log.waiting(story, 0, 100)
    expect(
      headline([...(store.bases.sides(story)?.ancestor ?? []), ...sent.map((r) => r.body)]),
    ).toBe('x'.repeat(20_000))
  })

  it('[DCP3] [DUL4] keeps the ancestor and both sides apart until the guard has run', async () => {
    const store = aStore()
    const worker = aWorker()
    const { story, writer } = aStory(store)
    const other = new Writer()
    applyPacked(other.doc, writer.state(), 'elsewhere')
    const seqs = ['a', 'b', 'c'].map((key) => store.log.append(story, writer.type(key), 5))
    for (const key of ['K', 'L']) store.log.appendForeign(story, other.type(key), 2, 6)
    expect(store.bases.release(story)).toBe(false)
    await compactStory(store, worker, story, here)
    store.log.acknowledge(story, seqs.at(-1) as number, 3)
    await compactStory(store, worker, story, here)
    // The story's first row, my side, theirs.
    expect(rowsOf(store, story)).toBe(3)
    const sides = store.bases.sides(story)
    if (!sides) throw new Error('nothing is pinned')
    expect(headline(sides.ancestor)).toBe('')
    expect(headline([...sides.ancestor, ...sides.mine])).toBe('abc')
    expect(headline([...sides.ancestor, ...sides.theirs])).toBe('KL')
    expect(store.bases.release(story)).toBe(true)
    await compactStory(store, worker, story, here)
    expect(rowsOf(store, story)).toBe(0)
    expect(headline(store.texts.parts(story).parts)).toHaveLength(5)
  })

  it('[DCP1] does not merge across the moment at which a command was given', async () => {
    const store = aStore()
    const { story, writer } = aStory(store)
    store.log.append(story, writer.type('a'), 5)
    const seen = store.log.append(story, writer.type('b'), 5)
    store.outbox.add(
      newCommandId(),
      { do: 'submit', story, version: parseVersionHash('a'.repeat(64)) },
      6,
      seen,
    )
    store.log.append(story, writer.type('c'), 7)
    const last = store.log.append(story, writer.type('d'), 7)
    await compactStory(store, aWorker(), story, here)
    expect(store.log.waiting(story, 0, 10).map(({ seq }) => seq)).toEqual([seen, last])
  })

  it('[DCP4] leaves rows as they are that were acknowledged while they were merged', () => {
    const store = aStore()
    const { story, writer } = aStory(store)
    const seqs = ['a', 'b', 'c'].map((key) => store.log.append(story, writer.type(key), 5))
    store.log.acknowledge(story, seqs[0] as number, 2)
    store.bases.replace(story, [{ seqs, body: writer.state() }], seqs[2] as number)
    expect(rowsOf(store, story)).toBe(4)
    expect(store.log.waiting(story, 0, 10)).toHaveLength(2)
  })

  it('[DCP4] keeps rows apart that the server logged after something that is not here yet', async () => {
    const store = aStore()
    const { story, writer } = aStory(store)
    store.rows.holds(story, 1)
    const seqs = ['a', 'b', 'c', 'd', 'e'].map((key) =>
      store.log.append(story, writer.type(key), 5),
    )
    // The server's 3 and 5 are somebody else's and on their way: 4 and 6 may be news to them.
    for (const [i, serverSeq] of [2, 2, 4, 6].entries()) {
      store.log.acknowledge(story, seqs[i] as number, serverSeq)
    }
    store.rows.holds(story, 2)
    await compactStory(store, aWorker(), story, here)
    const kept = store.db.all<{ seq: number }>(
      'select seq from log where story = ? and seq >= ? order by seq',
      story,
      seqs[0] as number,
    )
    expect(kept.map(({ seq }) => seq)).toEqual(seqs.slice(1))
    const other = new Writer()
    applyPacked(other.doc, writer.state(), 'elsewhere')
    const theirs = store.log.appendForeign(story, other.type('K'), 3, 6)
    store.windows.foreign(story, theirs, 2, 6)
    store.log.acknowledge(story, seqs[4] as number, 7)
    const [window] = store.db.all<{ mineFrom: number }>(
      'select mine_from as mineFrom from merge_window where story = ?',
      story,
    )
    expect(window?.mineFrom).toBe(seqs[2])
  })

  it('lets go by itself of a story in which nobody else wrote', async () => {
    const store = aStore()
    const { story, writer } = aStory(store)
    const seq = store.log.append(story, writer.type('alone'), 5)
    await compactStory(store, aWorker(), story, here)
    expect(store.bases.before(story)).toBe(seq)
    store.log.acknowledge(story, seq, 2)
    await compactStory(store, aWorker(), story, here)
    expect(store.bases.before(story)).toBeNull()
    expect(rowsOf(store, story)).toBe(0)
  })

  it('[DQT4] brings no text back that was taken off this device meanwhile', async () => {
    const store = aStore()
    const { story, writer } = aStory(store)
    for (const key of ['a', 'b']) store.log.appendForeign(story, writer.type(key), 2, 6)
    const compacting = compactStory(store, aWorker(), story, here)
    store.db.transaction(() => purgeText(store, story))
    await compacting
    expect(store.texts.state(story)).toBeNull()
  })

  it.each([
    ['before', 1100],
    ['after', 1200],
  ])(
    '[DCP6] keeps a deletion apart that I may not have seen %s I wrote, until that is judged',
    async (when, written) => {
      const store = aStore()
      const worker = aWorker()
      const { story, writer } = aStory(store)
      const other = new Writer()
      applyPacked(other.doc, writer.state(), 'elsewhere')
      for (const key of ['K', 'L']) store.log.appendForeign(story, other.type(key), 2, 6)
      const deletion = other.type('M')
      const heard = store.log.appendForeign(story, deletion, 3, 1000)
      store.windows.foreign(story, heard, 2, 1000, true)
      const compacted = () =>
        compactStory(store, worker, story, { now: 1100, isClosed: () => false })
      if (when === 'before') await compacted()
      const mine = store.log.append(story, writer.type('a'), written)
      store.windows.mine(story, mine, written)
      if (when === 'after') await compacted()
      store.log.acknowledge(story, mine, 4)
      store.rows.holds(story, 4)
      store.windows.acknowledged(story, mine, 4)
      const [window] = store.windows.complete(10)
      expect(window && store.windows.rows(window)).toMatchObject({ theirs: [deletion] })
    },
  )
})
