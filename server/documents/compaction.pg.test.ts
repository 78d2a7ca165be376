import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked, packUpdate } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, type TestStory, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let reporter: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
})
afterAll(() => server.stop())

async function type(story: TestStory, keystrokes: number): Promise<void> {
  const items: { story: typeof story.id; ref: number; update: Uint8Array }[] = []
  const listen = (update: Uint8Array) =>
    items.push({ story: story.id, ref: nextRef(), update: packUpdate(update) })
  story.doc.on('updateV2', listen)
  for (let i = 0; i < keystrokes; i++) {
    const headline = headlineOf(story.doc)
    headline.insert(headline.length, 'x')
    if (headline.length > 60) headline.delete(0, 30)
  }
  story.doc.off('updateV2', listen)
  for (const answer of await reporter.push(items)) expect(answer.kind).toBe('logged')
}

const stored = async (story: TestStory) => {
  const { db } = server.services.database
  // First the snapshot: rows read after it cannot be older than it.
  const snapshot = await db
    .selectFrom('story_snapshot')
    .selectAll()
    .where('story', '=', story.id)
    .executeTakeFirst()
  const rows = await db
    .selectFrom('story_update')
    .select(['seq', 'bytes'])
    .where('story', '=', story.id)
    .execute()
  return { rows, withBytes: rows.filter(({ bytes }) => bytes !== null), snapshot }
}

describe('compaction', () => {
  it('[VCP1] [VCP2] keeps the text and bounds the log of 20,000 keystrokes', async () => {
    const story = await aStory(reporter)
    for (let i = 0; i < 4; i++) await type(story, 5000)

    const { rows, withBytes, snapshot } = await until('a snapshot of nearly all', async () => {
      const found = await stored(story)
      return (found.snapshot?.seq ?? 0) > 19_000 && found
    })
    expect(rows.length).toBeLessThan(3000)
    expect(withBytes.length).toBeLessThan(1000)
    expect(snapshot?.bytes.length).toBeLessThan(100_000)
    expect(snapshot?.authors).toEqual([server.newsroom.people.reporter.id])

    const [item] = await reporter.pull([{ story: story.id, have: 0 }])
    const doc = new Y.Doc()
    if (item) applyPacked(doc, item.update)
    expect(projectStory(doc)).toEqual(projectStory(story.doc))
  })

  it('[VUL2] knows an update again that was compacted meanwhile', async () => {
    const story = await aStory(reporter)
    const items = Array.from({ length: 900 }, (_, n) => ({
      story: story.id,
      ref: nextRef(),
      update: story.edit(words(`${n % 10}`)),
    }))
    const first = await reporter.push(items)
    await until('a snapshot', async () => (await stored(story)).snapshot)
    const { snapshot } = await stored(story)
    // Their answers were lost on the way: the desk sends them once more.
    expect(await reporter.push(items.slice(300, 310))).toEqual(first.slice(300, 310))
    const again = first[310]
    expect(again?.kind === 'logged' && again.seq).toBeLessThan(snapshot?.seq ?? 0)
    expect((await stored(story)).rows).toHaveLength(901)
  })

  it('[VCP1] serves a desk that is nearly up to date from single updates', async () => {
    const story = await aStory(reporter)
    await type(story, 2000)
    await until('a snapshot', async () => (await stored(story)).snapshot)
    const before = new Y.Doc()
    applyPacked(before, (await reporter.pull([{ story: story.id, have: 0 }]))[0]!.update)
    await type(story, 3)

    const [tail] = await reporter.pull([{ story: story.id, have: 2001 }])
    expect(tail?.update.length).toBeLessThan(500)
    applyPacked(before, tail!.update)
    expect(headlineOf(before).toString()).toBe(headlineOf(story.doc).toString())
  })
})
