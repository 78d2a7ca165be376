import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { lockHeads } from './documents/story-lock.ts'
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

  it('[VST1] [VST3] [VLS4] takes in nobody new while it commits and answers what it has read', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter)
    const leaving = await server.sibling()
    const live = await (await leaving.client('reporter')).live()
    const kept = aKeptConnection(leaving.url)
    expect(await kept.ask()).toMatch(/^HTTP\/1\.1 200 /)
    const { socket: onItsWay } = aKeptConnection(leaving.url)
    await once(onItsWay, 'connect')
    const stopped = await server.services.database.db.transaction().execute(async (trx) => {
      await lockHeads(trx, server.newsroom.id, [story.id])
      const update = new Uint8Array(story.edit(words('held')))
      live.send({ t: 'update', story: story.id, ref: nextRef(), update })
      live.send({ t: 'open', story: story.id, have: 0 })
      // The frame before it has been read, too.
      await live.hears('updates')
      const stop = leaving.stop()
      const anew = () =>
        fetch(`${leaving.url}/v1/health`, { headers: { connection: 'close' } }).then(
          () => 'let in',
          () => 'turned away',
        )
      await expect.poll(anew).toBe('turned away')
      // Who was connected is answered, and told to come no more.
      const answer = await kept.ask()
      expect(answer).toMatch(/^HTTP\/1\.1 503 /)
      expect(answer.toLowerCase()).toContain('connection: close')
      const late = new WebSocket(`${leaving.url.replace('http', 'ws')}/v1/live`, {
        createConnection: () => onItsWay,
      })
      expect((await once(late, 'close'))[0]).toBe(1012)
      expect(live.frames.some((frame) => frame.t === 'ack')).toBe(false)
      expect(live.socket.readyState).toBe(live.socket.OPEN)
      // Not the stop itself: it would be waited for, and waits for the story.
      return { stop }
    })
    expect(await live.closed).toBe(1012)
    expect(live.frames.some((frame) => frame.t === 'ack')).toBe(true)
    await stopped.stop
  })

  it('[VHT4] answers a request that was under way, and asks for no other on its connection', async () => {
    const leaving = await server.sibling()
    const { hostname, port } = new URL(leaving.url)
    const socket = connect(Number(port), hostname)
    const body = JSON.stringify({ email: 'nobody@testpost.example' })
    const head = [
      'POST /v1/sessions HTTP/1.1',
      'host: x',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`)
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk.toString()
    })
    const ended = new Promise((resolve) => socket.once('close', resolve))
    // The server has its beginning: a request that came after it is answered.
    expect((await fetch(`${leaving.url}/v1/health`)).status).toBe(200)
    const stopped = leaving.stop()
    await expect
      .poll(() =>
        fetch(`${leaving.url}/v1/ready`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
    socket.write(body.slice(5))
    await ended
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(said.toLowerCase()).toContain('connection: close')
    await stopped
  })
})

/** A connection that stays open between two requests. */
function aKeptConnection(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  return {
    socket,
    async ask(): Promise<string> {
      socket.write('GET /v1/ready HTTP/1.1\r\nhost: x\r\n\r\n')
      const [said] = (await once(socket, 'data')) as [Buffer]
      return said.toString()
    },
  }
}
