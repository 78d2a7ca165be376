import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked, packState, packUpdate } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { TextGapFact } from '../../shared/model/facts.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, type TestStory, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'
import { compactionWorker } from './compaction-worker.ts'
import { hashContent } from './current-version.ts'
import { day_ms } from './gap-step.ts'
import { type GapSweep, sweepGaps } from './gap-sweep.ts'

let server: TestServer
let reporter: TestClient
let chief: TestClient
let sweep: GapSweep
const worker = compactionWorker()
let counts = { open: 0, day: 0 }

beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  chief = await server.client('chief')
})
afterAll(async () => {
  await worker.close()
  await server.stop()
})
beforeEach(() => {
  sweep = sweepGaps(db(), server.services.queue, worker, {
    onNoted() {},
    onCount: (count) => {
      counts = count
    },
    onError(error) {
      throw error
    },
  })
})
afterEach(() => sweep.close())

const db = () => server.services.database.db

async function factOf({ id }: TestStory): Promise<TextGapFact | undefined> {
  const row = await db()
    .selectFrom('feed')
    .select('fact')
    .where('fact_key', '=', `text-gap:${id}`)
    .executeTakeFirst()
  return row?.fact as TextGapFact | undefined
}

const gapOf = ({ id }: TestStory) =>
  db().selectFrom('story_gap').selectAll().where('story', '=', id).executeTakeFirst()

/** Until this sweep, or the server's own, has asked. */
const asked = (story: TestStory) =>
  until('the desks to be asked', async () => {
    await sweep.sweep(true)
    const fact = await factOf(story)
    return fact?.have ? fact : null
  })

async function headlineOnServer({ id }: TestStory): Promise<string> {
  const doc = new Y.Doc()
  for (const { update } of await reporter.pull([{ story: id, have: 0 }])) applyPacked(doc, update)
  return headlineOf(doc).toString()
}

/** The second of two edits reaches the server, the first does not. */
async function halfSent(): Promise<TestStory> {
  const story = await aStory(reporter, 'Ferry')
  story.edit(words(' fares'))
  await story.push(reporter, words(' rise'))
  return story
}

/** What a desk answers that holds the whole text. */
function answerTo(story: TestStory, fact: TextGapFact): Uint8Array {
  const have = Buffer.from(fact.have ?? '', 'base64')
  return packUpdate(Y.encodeStateAsUpdateV2(story.doc, have))
}

describe('what a story’s log lacks', () => {
  it('[VPG1] is asked for when an update came without the one before it, and the gap closes', async () => {
    const story = await halfSent()
    expect(await headlineOnServer(story)).toBe('Ferry')
    const fact = await asked(story)
    expect(fact).toMatchObject({ missing: [story.doc.clientID], rows: 0 })
    expect((await gapOf(story))?.missing).toMatchObject([[story.doc.clientID, expect.any(Number)]])

    const update = answerTo(story, fact)
    await reporter.push([{ story: story.id, ref: nextRef(), update }])
    expect(await headlineOnServer(story)).toBe('Ferry fares rise')
    await until('the gap to close', async () => {
      await sweep.sweep(true)
      return !(await gapOf(story)) && (await factOf(story))?.have === null
    })
  })

  it('[VPG1] is noticed of another author’s words and of deletions, too', async () => {
    const story = await aStory(reporter, 'Ferry')
    story.edit(words(' fares'))
    const other = new Y.Doc()
    applyPacked(other, packState(story.doc))
    const before = Y.encodeStateVector(other)
    const headline = headlineOf(other)
    headline.delete(headline.length - 2, 2)
    await chief.push([
      {
        story: story.id,
        ref: nextRef(),
        update: packUpdate(Y.encodeStateAsUpdateV2(other, before)),
      },
    ])
    expect((await asked(story)).missing).toEqual([story.doc.clientID])
  })

  it('[VPG2] is noticed of a row that went, although nothing waits for it', async () => {
    const story = await aStory(reporter, 'Ferry')
    await story.push(reporter, words(' fares rise'))
    await sweep.sweep(true)
    expect(await factOf(story)).toBeUndefined()
    await until('the log to be looked through', async () => {
      await sweep.sweep(true)
      return await db()
        .selectFrom('story_check')
        .select('seq')
        .where('story', '=', story.id)
        .where('seq', '=', 2)
        .executeTakeFirst()
    })
    await db()
      .deleteFrom('story_update')
      .where('story', '=', story.id)
      .where('seq', '=', 2)
      .execute()
    const fact = await asked(story)
    expect(fact).toMatchObject({ missing: [], rows: 1 })
    expect(await headlineOnServer(story)).toBe('Ferry')
    const update = answerTo(story, fact)
    await reporter.push([{ story: story.id, ref: nextRef(), update }])
    expect(await headlineOnServer(story)).toBe('Ferry fares rise')
    // One loss is asked for once.
    await sweep.sweep(true)
    expect((await factOf(story))?.asked).toBe(fact.asked)
  })

  it('[VPG1] is noticed in every log that a dead server left, a few at a time', async () => {
    const stories: TestStory[] = []
    for (let n = 0; n < 45; n++) stories.push(await aStory(reporter, `Ferry ${n}`))
    await sweep.close()
    sweep = sweepGaps(db(), server.services.queue, worker, {
      onNoted() {},
      onCount() {},
      onError(error) {
        throw error
      },
    })
    const ids = stories.map(({ id }) => id)
    await db().deleteFrom('story_check').where('story', 'in', ids).execute()
    const looked = async () => {
      const rows = await db()
        .selectFrom('story_check')
        .select('story')
        .where('story', 'in', ids)
        .where('seq', '>', 0)
        .execute()
      return rows.length
    }
    await sweep.sweep()
    expect(await looked()).toBeLessThan(45)
    await until('all to be looked through', async () => {
      await sweep.sweep()
      return (await looked()) === 45
    })
  })

  it('[VPG3] stays noted when nobody has it, and is asked for again after a day', async () => {
    const story = await halfSent()
    const first = await asked(story)
    for (let i = 0; i < 3; i++) {
      await story.push(reporter, words('.'))
      await sweep.sweep(true)
    }
    expect((await factOf(story))?.asked).toBe(first.asked)
    expect(counts.open).toBeGreaterThan(0)
    expect(counts.day).toBe(0)

    const { since, asked_at } = (await gapOf(story))!
    await db()
      .updateTable('story_gap')
      .set({ since: since - day_ms, asked_at: asked_at - day_ms, look_at: 1 })
      .where('story', '=', story.id)
      .execute()
    const again = await until('asking again', async () => {
      await sweep.sweep(true)
      const fact = await factOf(story)
      return fact && fact.asked > first.asked && fact
    })
    await sweep.sweep(true)
    expect((await factOf(story))?.asked).toBe(again.asked)
    expect(counts.day).toBe(1)
    const sibling = await server.sibling()
    const metrics = await until('the metrics', async () => {
      const text = await (await fetch(`${sibling.url}/v1/metrics`)).text()
      return text.includes('copydesk_text_gaps{age="day"}') && text
    })
    expect(metrics).toContain('copydesk_text_gaps{age="day"} 1')
  })

  it('[VPG5] is not approved or published without it', async () => {
    const story = await halfSent()
    const seen = new Y.Doc()
    for (const { update } of await chief.pull([{ story: story.id, have: 0 }]))
      applyPacked(seen, update)
    const version = hashContent(projectStory(seen))
    await reporter.send({ do: 'submit', story: story.id, version })
    const approve = { do: 'approve', story: story.id, version } as const
    expect(await chief.send(approve)).toMatchObject({ because: 'text-incomplete' })
    await reporter.push([{ story: story.id, ref: nextRef(), update: packState(story.doc) }])
    const whole = await chief.send({ ...approve, version: story.version() })
    expect(whole).toMatchObject({ kind: 'accepted' })
  })
})
