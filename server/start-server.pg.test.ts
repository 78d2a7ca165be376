import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aServer, type TestServer } from './testing/a-server.ts'
import { aStory, nextRef, words } from './testing/a-story.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

describe('a server that stops', () => {
  it('[VST1] has in the log all that it acknowledged, and answers nobody any more', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter)
    const leaving = await server.sibling()
    const live = await (await leaving.client('reporter')).live()
    for (let i = 0; i < 100; i++) {
      const update = new Uint8Array(story.edit(words(`${i}`)))
      live.send({ t: 'update', story: story.id, ref: nextRef(), update })
    }
    await live.hears('ack')
    expect((await fetch(`${leaving.url}/v1/ready`)).status).toBe(200)
    await leaving.stop()
    expect(await live.closed).toBe(1012)
    expect(leaving.services.isReady()).toBe(false)

    const acks = live.frames.flatMap((frame) => (frame.t === 'ack' ? [frame.seq] : []))
    const rows = await server.services.database.db
      .selectFrom('story_update')
      .select('seq')
      .where('story', '=', story.id)
      .execute()
    expect(acks.length).toBeGreaterThan(0)
    expect(rows.map(({ seq }) => seq)).toEqual(expect.arrayContaining(acks))
    await expect(fetch(`${leaving.url}/v1/health`)).rejects.toThrow()
    expect((await reporter.fetch('/v1/health')).status).toBe(200)
  })
})
