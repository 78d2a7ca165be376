import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { newNewsroomId, newUserId, type StoryId } from '../../../../shared/model/ids.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { type HandOver, handOverSchema } from '../../../../shared/protocol/quarantine.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { aStore } from '../../testing/a-store.ts'
import { aStoryFact, Writer } from '../../testing/a-story.ts'
import { unpackSequence } from '../line/frames.ts'
import { Quarantine } from './quarantine.ts'

const salma: Person = {
  ...{ id: newUserId(), name: 'Salma', email: 's@testpost.example', language: 'en' },
  memberships: [],
}

/** A server's quarantine that works while `up` is true. */
async function aQuarantineServer() {
  const state = { up: true, taken: [] as HandOver[], refuses: null as StoryId | null }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (!state.up) return answer(503, { code: 'database-unavailable', message: '', retry: 'later' })
    if (request.method === 'GET') return answer(200, { texts: [] })
    const texts = unpackSequence(Buffer.concat(chunks), handOverSchema)
    if (texts.some(({ story }) => story === state.refuses)) {
      return answer(400, { code: 'not-readable', message: 'Not readable', retry: 'never' })
    }
    state.taken.push(...texts)
    return answer(200, { kept: 1 })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { ...state, state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function refusedText(write: (writer: Writer) => void) {
  const { state, url } = await aQuarantineServer()
  const store = aStore()
  const fact = aStoryFact()
  store.facts.apply(fact)
  const writer = Writer.ofNewStory()
  write(writer)
  for (const update of writer.updates) store.log.append(fact.id, update, 5)
  store.waiting.recount(fact.id)
  const gone: StoryId[] = []
  const quarantine = new Quarantine({
    store,
    address: () => ({ server: url, token: 'token' }),
    me: () => salma,
    openStories: () => new Set(),
    onGone: (stories) => gone.push(...stories),
    onList: () => {},
  })
  quarantine.refused(fact.id, 'not-allowed')
  return { state, store, story: fact.id, quarantine, gone }
}

describe('text that its story does not take', () => {
  it('[DQT1] stays on this device until the quarantine has it', async () => {
    const { state, store, story, quarantine, gone } = await refusedText((writer) => {
      writer.type('Written too late')
    })
    state.up = false
    const waiting = store.log.waiting(story, 0, 10)
    await expect(quarantine.work()).rejects.toMatchObject({ retry: 'later' })
    expect(store.log.waiting(story, 0, 10)).toEqual(waiting)
    expect(gone).toEqual([])

    state.up = true
    await quarantine.work()
    expect(state.taken).toMatchObject([{ story, why: 'not-allowed', ref: waiting.at(-1)?.seq }])
    expect(store.texts.state(story)).toBeNull()
    expect(gone).toEqual([story])
  })

  it('[DQT6] is handed over although one before it is refused there, too', async () => {
    const { state, store, story, quarantine, gone } = await refusedText((writer) => {
      writer.type('Nobody takes this')
    })
    const other = aStoryFact()
    store.facts.apply(other)
    const writer = Writer.ofNewStory()
    writer.type('This is taken')
    for (const update of writer.updates) store.log.append(other.id, update, 5)
    store.waiting.recount(other.id)
    quarantine.refused(other.id, 'not-allowed')
    state.refuses = story
    const waiting = store.log.waiting(story, 0, 10)
    await expect(quarantine.work()).rejects.toMatchObject({ code: 'not-readable' })
    expect(gone).toEqual([other.id])
    expect(store.log.waiting(story, 0, 10)).toEqual(waiting)
    state.refuses = null
    await quarantine.work()
    expect(state.taken.map((text) => text.story)).toEqual([other.id, story])
  })

  it('[DQT1] is handed over in pieces that a story can take again', async () => {
    const { state, store, story, quarantine } = await refusedText((writer) => {
      for (const letter of 'abcde') writer.type(letter.repeat(1_500_000))
    })
    await quarantine.work()
    expect(state.taken.length).toBeGreaterThan(1)
    for (const { update } of state.taken) expect(update.length).toBeLessThan(5 * 1024 * 1024)
    expect(store.log.waitingCount(story)).toBeNull()
  })

  it('[DQT2] [DQT3] is not purged with a lost desk while no server has taken it', async () => {
    const { store, story, quarantine, gone } = await refusedText((writer) => {
      writer.type('Not taken yet')
    })
    const labels = { en: 'The Test Post', ar: 'The Test Post', es: 'The Test Post' }
    const newsroom = { id: newNewsroomId(), name: labels, slogan: labels, timeZone: 'UTC' }
    store.facts.apply({ type: 'newsroom', newsroom })
    quarantine.purge()
    expect(gone).toEqual([])
    expect(store.log.waitingCount(story)).not.toBeNull()

    store.log.acknowledge(story, Number.MAX_SAFE_INTEGER, 1)
    store.waiting.recount(story)
    const writing = vi.spyOn(store.db, 'exec').mockImplementation(() => {
      throw new StoreFailure('disk-full', null)
    })
    // The account is closed while the disk is full: no reason for the engine to end.
    quarantine.shutOut()
    expect(gone).toEqual([])
    writing.mockRestore()
    quarantine.purge()
    expect(gone).toEqual([story])
    expect(store.texts.state(story)).toBeNull()
  })
})
