import { Packr } from 'msgpackr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked } from '../../../shared/document/encoding.ts'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import { newBreakingId, newStoryId, type StoryId } from '../../../shared/model/ids.ts'
import { protocolVersion } from '../../../shared/protocol/version.ts'
import { aSocket, type LiveClient, type TestClient } from '../../testing/a-client.ts'
import { aServer, type TestServer } from '../../testing/a-server.ts'
import { aStory, nextRef, type TestStory, words } from '../../testing/a-story.ts'
import { until } from '../../testing/until.ts'

let server: TestServer
let there: TestServer
let reporter: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await aServer()
  there = await server.sibling()
  reporter = await server.client('reporter')
  chief = await there.client('chief')
})
afterAll(() => server.stop())

const bytes = (update: Uint8Array) => new Uint8Array(update)

/** What a desk that follows a story has read; fails on a gap. */
function reading(live: LiveClient, story: StoryId, from = 0) {
  const doc = new Y.Doc()
  let at = from
  let used = 0
  const read = () => {
    for (; used < live.frames.length; used++) {
      const frame = live.frames[used]
      // Our own words come back as an acknowledgement when nothing lies before them.
      if (frame?.t === 'ack' && frame.story === story && frame.seq === at + 1) at = frame.seq
      if (frame?.t !== 'updates' || frame.story !== story) continue
      expect(frame.from).toBeLessThanOrEqual(at)
      applyPacked(doc, frame.update)
      at = Math.max(at, frame.to)
    }
    return headlineOf(doc).toString()
  }
  return { doc, read, at: () => at }
}

const isLogged = async (story: TestStory, seq: number) => {
  const rows = await server.services.database.db
    .selectFrom('story_update')
    .select('seq')
    .where('story', '=', story.id)
    .where('seq', '=', seq)
    .execute()
  return rows.length === 1
}

describe('the live socket', () => {
  it('[VSR1] [VSR2] carries words through the log to a desk on another server', async () => {
    const story = await aStory(reporter)
    const [writer, follower] = [await reporter.live(), await chief.live()]
    follower.send({ t: 'open', story: story.id, have: 0 })
    const reads = reading(follower, story.id)
    await until('what was there before', () => reads.read() === 'Ferry fares to rise')
    for (let i = 0; i < 20; i++) {
      const ref = nextRef()
      writer.send({ t: 'update', story: story.id, ref, update: bytes(story.edit(words(`${i}`))) })
      const ack = await writer.hears('ack', (frame) => frame.ref === ref)
      expect(await isLogged(story, ack.seq)).toBe(true)
    }
    await until('all words', () => reads.read() === headlineOf(story.doc).toString())
  })

  it('[VSR1] brings two desks on two servers to the same text while both write', async () => {
    const story = await aStory(reporter)
    const desks = await Promise.all(
      [reporter, chief].map(async (client) => {
        const live = await client.live()
        live.send({ t: 'open', story: story.id, have: 0 })
        const reads = reading(live, story.id)
        await until('the story', () => reads.read() === 'Ferry fares to rise')
        return { live, reads }
      }),
    )
    await Promise.all(
      desks.map(async ({ live, reads }, who) => {
        for (let i = 0; i < 30; i++) {
          reads.read()
          const before = Y.encodeStateVector(reads.doc)
          headlineOf(reads.doc).insert(0, who === 0 ? 'a' : 'b')
          const update = Y.encodeStateAsUpdateV2(reads.doc, before)
          const packed = new Uint8Array([2, ...update])
          const ref = nextRef()
          live.send({ t: 'update', story: story.id, ref, update: packed })
          await live.hears('ack', (frame) => frame.ref === ref)
        }
      }),
    )
    await until('the same 60 letters', () => {
      const [one, other] = desks.map(({ reads }) => reads.read())
      return one === other && one?.replaceAll(/[^ab]/g, '').length === 61
    })
  })

  it('[VSR1] sends only what a desk lacks, and tells of unknown stories', async () => {
    const story = await aStory(reporter)
    await story.push(reporter, words(' one'))
    const live = await chief.live()
    live.send({ t: 'open', story: story.id, have: 1 })
    live.send({ t: 'open', story: newStoryId(), have: 0 })

    expect(await live.hears('updates')).toMatchObject({ from: 1, to: 2 })
    expect(await live.hears('refused')).toMatchObject({ code: 'unknown-story' })
    live.send({ t: 'close', story: story.id })
    live.send({ t: 'open', story: story.id, have: 2 })
    await story.push(reporter, words(' two'))
    expect(await live.hears('updates', (frame) => frame.to === 3)).toMatchObject({ from: 2 })
  })

  it('tells desks on every server that the feed has grown', async () => {
    const live = await reporter.live()
    const sent = await chief.send({
      do: 'breaking-draft',
      breaking: newBreakingId(),
      lines: { es: { attribution: '', text: 'Puerto cerrado' } },
      story: null,
      life: 60_000,
    })

    if (sent.kind !== 'accepted') throw new Error(sent.because)
    await live.hears('head', ({ position }) => position >= sent.position)
  })

  it('[VPR1] shows who is there across servers, and forgets who leaves', async () => {
    const story = await aStory(reporter)
    const [one, other] = [await reporter.live(), await chief.live()]
    for (const live of [one, other]) live.send({ t: 'open', story: story.id, have: 0 })
    await other.hears('updates')
    await one.hears('updates')
    const anchor = new Uint8Array([1, 2, 3])
    one.send({ t: 'presence', story: story.id, anchor, focus: null })

    const seen = await other.hears('presence', ({ present }) => present.length === 1)
    expect(seen.present[0]).toMatchObject({
      user: server.newsroom.people.reporter.id,
      name: 'reporter',
      device: reporter.device,
      focus: null,
    })
    expect(new Uint8Array(seen.present[0]!.anchor!)).toEqual(anchor)
    one.socket.close()
    await other.hears('presence', ({ present }) => present.length === 0)
  })
})

describe('a socket that does not behave', () => {
  const packr = new Packr({ useRecords: false })
  const hello = (over: object) =>
    packr.pack({
      t: 'hello',
      protocol: protocolVersion,
      token: reporter.session.token,
      device: reporter.device,
      ...over,
    })
  const closeCode = async (...messages: (Buffer | string)[]) => {
    const live = await aSocket(server.url)
    for (const message of messages) live.socket.send(message)
    return await live.closed
  }
  const logged = async () => {
    const { db } = server.services.database
    const row = await db
      .selectFrom('story_update')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return row.n
  }

  it('[VLS1] is closed without a session that holds, or with another protocol', async () => {
    expect(await closeCode(hello({ token: 'x'.repeat(43) }))).toBe(4401)
    expect(await closeCode(hello({ device: chief.device }))).toBe(4401)
    expect(await closeCode(hello({ protocol: protocolVersion + 1 }))).toBe(4426)
  })

  it('[VLS1] [VLS2] is closed on anything but frames, and nothing changes', async () => {
    const story = await aStory(reporter)
    const before = await logged()
    const update = packr.pack({ t: 'update', story: story.id, ref: 1, update: Buffer.from([2, 0]) })

    expect(await closeCode(update)).toBe(4400)
    expect(await closeCode('{"t":"hello"}')).toBe(4400)
    expect(await closeCode(Buffer.from([0xc1, 0xff, 0x00]))).toBe(4400)
    expect(await closeCode(hello({}), hello({}))).toBe(4400)
    const live = await reporter.live()
    live.socket.send(packr.pack({ t: 'update', story: 'x', ref: -1, update: 'words' }))
    expect(await live.closed).toBe(4400)
    const huge = await reporter.live()
    huge.socket.send(Buffer.alloc(11 * 1024 * 1024))
    expect(await huge.closed).toBe(1009)
    expect(await logged()).toBe(before)
  })

  it('[EN1] has garbage updates refused, and stays open', async () => {
    const story = await aStory(reporter)
    const before = await logged()
    const live = await reporter.live()
    live.send({ t: 'update', story: story.id, ref: 7, update: new Uint8Array([2, 250, 9]) })

    expect(await live.hears('refused')).toMatchObject({ ref: 7, code: 'bad-input' })
    expect(await logged()).toBe(before)
    live.send({ t: 'open', story: story.id, have: 0 })
    await live.hears('updates')
  })

  it('[VLS3] is cut off when it does not read, while others are served', async () => {
    const story = await aStory(reporter)
    const [slow, quick] = [await chief.live(), await (await there.client('secondChief')).live()]
    for (const live of [slow, quick]) live.send({ t: 'open', story: story.id, have: 0 })
    await slow.hears('updates')
    await quick.hears('updates')
    slow.socket.pause()
    const reads = reading(quick, story.id)
    for (let i = 0; i < 40; i++) {
      await story.push(reporter, words(String(i % 10).repeat(1_000_000)))
    }

    await until('the quick desk', () => reads.read() === headlineOf(story.doc).toString(), 25_000)
    const { socketsTooSlow } = there.services.metrics
    await until('the slow one to be cut off', async () => {
      const { values } = await socketsTooSlow.get()
      return (values[0]?.value ?? 0) > 0
    })
    slow.socket.resume()
    expect([4429, 1006]).toContain(await slow.closed)
  })

  it('is told that the server goes away', async () => {
    const leaving = await server.sibling()
    const live = await (await leaving.client('reporter')).live()
    await leaving.stop()

    expect(await live.closed).toBe(1012)
  })
})
