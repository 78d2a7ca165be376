import { Packr } from 'msgpackr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked } from '../../shared/document/encoding.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { newStoryId, type StoryId } from '../../shared/model/ids.ts'
import { packedType } from '../../shared/protocol/documents.ts'
import type { Quarantined } from '../../shared/protocol/quarantine.ts'
import { setMemberships } from '../sessions/people.ts'
import type { TestClient } from '../testing/a-client.ts'
import { city } from '../testing/a-newsroom.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory } from '../testing/a-story.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const packr = new Packr({ useRecords: false })

async function handOver(
  client: TestClient,
  story: StoryId,
  update: Uint8Array,
  why = 'not-allowed',
) {
  const text = { story, desk: city, ref: 7, update, why, writtenAt: 1000 }
  return await client.fetch('/v1/quarantine', {
    method: 'POST',
    headers: { 'content-type': packedType },
    body: new Uint8Array(packr.pack(text)),
  })
}

async function seen(client: TestClient, story: StoryId): Promise<Quarantined[]> {
  const { texts } = (await (await client.fetch('/v1/quarantine')).json()) as {
    texts: Quarantined[]
  }
  return texts.filter((one) => one.story === story)
}

const settle = (client: TestClient, id: string | undefined, how: 'take' | 'dismiss') =>
  client.fetch(`/v1/quarantine/${id}/${how}`, { method: 'POST' })

/** A story of the city desk, and late text of a reporter who has lost it meanwhile. */
async function lateText() {
  const { id } = server.newsroom.people.secondReporter
  const { db } = server.services.database
  const role = { desk: city, role: 'reporter' } as const
  await setMemberships(db, server.newsroom.id, id, [role])
  const reporter = await server.client('secondReporter')
  const written = await aStory(reporter)
  const late = written.edit((doc) => headlineOf(doc).insert(0, 'Written too late'))
  await setMemberships(db, server.newsroom.id, id, [])
  const [refused] = await reporter.push([{ story: written.id, ref: 7, update: late }])
  expect(refused).toMatchObject({ kind: 'refused', code: 'not-allowed' })
  return { reporter, story: written.id, late }
}

describe('quarantine', () => {
  it('[VQT1] [VQT3] keeps late text once, and shows what it says', async () => {
    const { reporter, story, late } = await lateText()
    expect(await (await handOver(reporter, story, late)).json()).toEqual({ kept: 1 })
    expect(await (await handOver(reporter, story, late)).json()).toEqual({ kept: 0 })
    const [text, ...more] = await seen(reporter, story)
    expect(more).toEqual([])
    expect(text).toMatchObject({
      words: 'Written too late',
      why: 'not-allowed',
      desk: city,
      state: 'waiting',
      mayTake: false,
    })
  })

  it('[VQT2] shows it to its author and the desk’s chiefs only; a chief puts it into the story', async () => {
    const { reporter, story, late } = await lateText()
    await handOver(reporter, story, late)
    const [chief, other, world] = [
      await server.client('chief'),
      await server.client('photoEditor'),
      await server.client('worldChief'),
    ]
    const [text] = await seen(chief, story)
    expect(text?.mayTake).toBe(true)
    expect(await seen(other, story)).toEqual([])
    expect(await seen(world, story)).toEqual([])
    for (const client of [other, world]) {
      expect((await settle(client, text?.id, 'take')).status).toBe(404)
      expect((await settle(client, text?.id, 'dismiss')).status).toBe(404)
    }
    expect((await settle(reporter, text?.id, 'take')).status).toBe(403)
    expect(await (await settle(chief, text?.id, 'take')).json()).toMatchObject({ state: 'taken' })
    const doc = new Y.Doc()
    for (const { update } of await chief.pull([{ story, have: 0 }])) applyPacked(doc, update)
    expect(headlineOf(doc).toString()).toContain('Written too late')
    // [VQT1] Settled, not gone.
    expect(await seen(reporter, story)).toMatchObject([{ state: 'taken' }])
    expect((await settle(chief, text?.id, 'take')).status).toBe(200)
  })

  it('[VQT1] keeps what its author or a chief dismisses, and text of a story nobody knows', async () => {
    const { reporter, late } = await lateText()
    const story = newStoryId()
    await handOver(reporter, story, late, 'unknown-story')
    const chief = await server.client('chief')
    const [text] = await seen(chief, story)
    expect(text).toMatchObject({ desk: city, mayTake: false, words: 'Written too late' })
    expect((await settle(reporter, text?.id, 'dismiss')).status).toBe(200)
    expect(await seen(chief, story)).toMatchObject([{ state: 'dismissed' }])
  })

  it('[VQT4] [VCF5] tells its author and the desk’s chiefs in the feed, once, and that it is settled', async () => {
    const { reporter, story, late } = await lateText()
    const [chief, world] = [await server.client('chief'), await server.client('worldChief')]
    const other = await server.client('photoEditor')
    await handOver(reporter, story, late)
    const [text] = await seen(chief, story)
    const told = async (client: TestClient) =>
      (await client.changes(0, 5000)).changes.flatMap(({ fact }) =>
        fact.type === 'set-aside' && fact.id === text?.id ? [fact] : [],
      )
    const { id } = server.newsroom.people.secondReporter
    for (const client of [reporter, chief]) {
      expect(await told(client)).toMatchObject([{ desk: city, author: id, state: 'waiting' }])
    }
    for (const client of [world, other]) expect(await told(client)).toEqual([])
    const head = (await chief.changes(0, 5000)).next
    await handOver(reporter, story, late)
    expect((await chief.changes(head, 5000)).changes).toEqual([])
    await settle(chief, text?.id, 'dismiss')
    await settle(chief, text?.id, 'take')
    for (const client of [reporter, chief]) {
      expect(await told(client)).toMatchObject([{ state: 'dismissed' }])
    }
  })

  it('asks who it is, and takes nothing that does not fit', async () => {
    const chief = await server.client('chief')
    expect((await fetch(`${server.url}/v1/quarantine`)).status).toBe(401)
    const nonsense = await chief.fetch('/v1/quarantine', {
      method: 'POST',
      headers: { 'content-type': packedType },
      body: new Uint8Array(packr.pack({ story: 'no' })),
    })
    expect(nonsense.status).toBe(400)
    expect((await settle(chief, 'nothing', 'take')).status).toBe(400)
  })
})
