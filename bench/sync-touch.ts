/** Every story is opened and written to once, and stays open: what does the server keep of it? */
import { Packr } from 'msgpackr'
import WebSocket from 'ws'
import type { StoryId } from '../shared/model/ids.ts'
import type { DeskFrame, ServerFrame } from '../shared/protocol/live.ts'
import { protocolVersion } from '../shared/protocol/version.ts'
import { inLanes } from './sync-in-lanes.ts'
import type { Pass, TouchJob } from './sync-jobs.ts'
import { askMessage, authMessage, hear, updateMessage } from './sync-speak-peers.ts'
import { clientNumber, typed } from './sync-updates.ts'

/** A paragraph or two. */
const letters = 400
const atOnce = 50
/** Stories that one desk of ours opens; the peers' providers open a socket for each. */
const storiesADesk = 500
const packr = new Packr({ useRecords: false })

function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url)
  socket.binaryType = 'nodebuffer'
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

async function oursDesk(
  job: TouchJob,
  pass: Pass,
  stories: readonly StoryId[],
  update: Uint8Array,
) {
  const socket = await opened(`ws://127.0.0.1:${job.port}/v1/live`)
  const say = (frame: unknown) => socket.send(packr.pack(frame as DeskFrame))
  const waiting = new Map<string, () => void>()
  socket.on('message', (data: Buffer) => {
    const frame = packr.unpack(data) as ServerFrame
    const name = frame.t === 'ack' ? frame.story : frame.t
    waiting.get(name)?.()
    waiting.delete(name)
  })
  const hears = (name: string) => new Promise<void>((resolve) => waiting.set(name, resolve))
  say({ t: 'hello', protocol: protocolVersion, ...pass })
  await hears('welcome')
  await inLanes(stories, atOnce, async (story, n) => {
    say({ t: 'open', story, have: 0 })
    say({ t: 'update', story, ref: n + 1, update })
    await hears(story)
  })
  return socket
}

async function hocuspocusDesk(job: TouchJob, story: StoryId, update: Uint8Array) {
  const socket = await opened(`ws://127.0.0.1:${job.port}/`)
  const saved = new Promise<void>((resolve) => {
    socket.on('message', (bytes: Buffer) => {
      const { kind } = hear('hocuspocus', bytes)
      if (kind === 'authenticated') socket.send(updateMessage('hocuspocus', story, update))
      if (kind === 'saved') resolve()
    })
  })
  socket.send(authMessage(story))
  await saved
  return socket
}

async function yDesk(job: TouchJob, story: StoryId, update: Uint8Array) {
  const socket = await opened(`ws://127.0.0.1:${job.port}/${story}`)
  const read = new Promise<void>((resolve) => {
    socket.on('message', (bytes: Buffer) => {
      if (hear('y-websocket', bytes).kind === 'answered') resolve()
    })
  })
  socket.send(updateMessage('y-websocket', story, update))
  socket.send(askMessage('y-websocket', story))
  await read
  return socket
}

function parts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  )
}

/** Touches them all; the sockets stay open until `leave`. */
export async function touch(job: TouchJob): Promise<{ leave(): void }> {
  const [change] = typed(clientNumber(0), 1, letters)
  if (!change) throw new Error('nothing typed')
  const sockets: WebSocket[] = []
  if (job.speech === 'ours') {
    for (const [n, stories] of parts(job.stories, storiesADesk).entries()) {
      const pass = job.passes[n]
      if (!pass) throw new Error('too few passes')
      sockets.push(await oursDesk(job, pass, stories, change.packed))
    }
  } else {
    const desk = job.speech === 'hocuspocus' ? hocuspocusDesk : yDesk
    await inLanes(job.stories, atOnce, async (story) => {
      sockets.push(await desk(job, story, change.plain))
    })
  }
  return {
    leave() {
      for (const socket of sockets) socket.terminate()
    },
  }
}
