/**
 * What a server must bear from its desks: huge, broken, doubled and reordered updates, and being
 * told to leave in the middle of it all.
 */
import { randomBytes } from 'node:crypto'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { applyPacked, largestUpdate, packUpdate } from '../shared/document/encoding.ts'
import { headlineOf } from '../shared/document/story-doc.ts'
import { liveCloseCodes, type ServerFrame } from '../shared/protocol/live.ts'
import { aServer } from './support/a-server.ts'
import { expect, test } from './support/newsroom.ts'
import { isAlive } from './support/processes.ts'
import { until } from './support/until.ts'
import {
  aWireDesk,
  aWireStory,
  headlineOnServer,
  type WireDesk,
  type WireStory,
  write,
} from './support/wire-desk.ts'
import { aSocketWriter, aWireSocket } from './support/wire-socket.ts'

/** An update of exactly so many bytes: letters under a key that no screen reads. */
function updateOf(bytes: number): Uint8Array<ArrayBuffer> {
  const build = (letters: number) => {
    const doc = new Y.Doc()
    doc.clientID = 7
    doc.getMap('e2e').set('filling', 'x'.repeat(letters))
    return new Uint8Array(packUpdate(Y.encodeStateAsUpdateV2(doc)))
  }
  const spare = build(bytes).length - bytes
  return build(bytes - spare)
}

/** A story with its first words on the server, as `ref` 1. */
async function aBegunStory(desk: WireDesk): Promise<WireStory> {
  const story = await aWireStory(desk)
  const update = new Uint8Array(story.updates[0] ?? [])
  await desk.push([{ story: story.id, ref: 1, update }])
  return story
}

test('[VLM4] an update of ten megabytes is taken, one byte more is refused with its reason', async ({
  server,
  onEnd,
}) => {
  const { desk, story, socket } = await aSocketWriter(onEnd, server.url)
  const fits = updateOf(largestUpdate)
  expect(fits.length).toBe(largestUpdate)
  await socket.push(story.id, 2, fits)
  await expect(socket.push(story.id, 3, updateOf(largestUpdate + 1))).rejects.toThrow(
    /10485761 bytes; the limit is 10485760/,
  )
  // The same line goes on.
  await socket.push(story.id, 4, write(story, 'and on'))
  expect(await headlineOnServer(desk, story.id)).toBe('and on')
})

test('[VLM4] garbage on one line closes that line and leaves the others alone', async ({
  server,
  onEnd,
}) => {
  const { desk, story, write: writeOn } = await aSocketWriter(onEnd, server.url)
  const address = new URL('/v1/live', server.url)
  address.protocol = 'ws:'
  const codes = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const stranger = new WebSocket(address)
      onEnd(() => stranger.terminate())
      stranger.on('open', () => stranger.send(randomBytes(1 + n * 400)))
      return new Promise<number>((resolve) => stranger.on('close', resolve))
    }),
  )
  expect(new Set(codes)).toEqual(new Set([4400]))
  await writeOn('unmoved')
  expect(await headlineOnServer(desk, story.id)).toBe('unmoved')
})

test('[VUL2] frames that come twice and in any order leave every word once', async ({
  server,
  onEnd,
}) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const colleague = await aWireDesk(server.url, 'majid')
  const story = await aBegunStory(desk)
  const seen = new Y.Doc()
  const reader = await aWireSocket(server.url, colleague, (frame: ServerFrame) => {
    if (frame.t === 'updates') applyPacked(seen, frame.update)
  })
  const socket = await aWireSocket(server.url, desk)
  onEnd(() => {
    reader.close()
    socket.close()
  })
  reader.follow(story.id)
  const sent = Array.from({ length: 60 }, (_, n) => ({
    ref: n + 2,
    update: write(story, `w${n} `),
  }))
  // Backwards, then forwards, then each third again: what stands on a missing word waits for it.
  const order = [...sent.toReversed(), ...sent, ...sent.filter(({ ref }) => ref % 3 === 0)]
  for (const { ref, update } of order) await socket.push(story.id, ref, update)

  const written = headlineOf(story.doc).toString()
  expect(await headlineOnServer(desk, story.id)).toBe(written)
  await until('the colleague to read it', () => headlineOf(seen).toString() === written)
})

test('[VST1] a server told to leave commits what it has read, says so, and is gone in five seconds', async ({
  onEnd,
}) => {
  const server = await aServer(onEnd)
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aBegunStory(desk)
  const address = new URL('/v1/live', server.url)
  address.protocol = 'ws:'
  const bystander = new WebSocket(address)
  onEnd(() => bystander.terminate())
  const goodbye = new Promise<number>((resolve) => bystander.on('close', resolve))
  const socket = await aWireSocket(server.url, desk)
  const acknowledged: string[] = []
  const writing = (async () => {
    for (let ref = 2; ; ref++) {
      const word = `w${ref}`
      await socket.push(story.id, ref, write(story, `${word} `))
      acknowledged.push(word)
    }
  })().catch(() => undefined)
  await until('some words to be acknowledged', () => acknowledged.length > 50)
  const told = performance.now()
  process.kill(server.pid, 'SIGTERM')
  await writing
  await until('the process to end', () => !isAlive(server.pid), 5000)
  expect(performance.now() - told).toBeLessThan(5500)
  expect(await goodbye).toBe(liveCloseCodes.goingAway)

  const again = await aServer(onEnd, { data: server.data })
  const reader = await aWireDesk(again.url, 'nadia')
  const there = new Set((await headlineOnServer(reader, story.id)).trim().split(' '))
  expect(acknowledged.filter((word) => !there.has(word))).toEqual([])
})
