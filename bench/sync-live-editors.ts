/**
 * Editors on live sockets, each typing in one story at an even pace. One process for all of them,
 * and the same little work for every contender: send what was made before, know again what comes.
 */
import { Packr } from 'msgpackr'
import WebSocket from 'ws'
import type { DeskFrame, ServerFrame } from '../shared/protocol/live.ts'
import { protocolVersion } from '../shared/protocol/version.ts'
import type { EditJob, EditResult } from './sync-jobs.ts'
import { askMessage, authMessage, hear, keyOf, namesOf, updateMessage } from './sync-speak-peers.ts'
import { Tally } from './sync-tally.ts'
import { clientNumber, type Typed, typed } from './sync-updates.ts'

interface Editor {
  readonly socket: WebSocket
  send(change: Typed): void
}

/** As many letters as somebody types in half a second. */
const lettersAtOnce = 4
/** More than any run sends. */
const changesEach = 120
const settleWithin_ms = 10_000

const packr = new Packr({ useRecords: false })
const address = ({ port }: EditJob, path: string) => `ws://127.0.0.1:${port}/${path}`

function opened(socket: WebSocket): Promise<void> {
  socket.on('error', (error) => {
    throw error
  })
  return new Promise((resolve) => socket.once('open', () => resolve()))
}

async function oursEditor(job: EditJob, n: number, tally: Tally): Promise<Editor> {
  const story = job.stories[storyOf(job, n)]
  const pass = job.passes[n]
  if (!story || !pass) throw new Error('too few stories or passes')
  const socket = new WebSocket(address(job, 'v1/live'), { perMessageDeflate: false })
  await opened(socket)
  const say = (frame: DeskFrame) => socket.send(packr.pack(frame))
  const left = new Map<number, number>()
  const name = (seq: number) => keyOf(storyOf(job, n), seq)
  let ref = 0
  const welcomed = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const frame = packr.unpack(data) as ServerFrame
      if (frame.t === 'updates') {
        for (let seq = frame.from + 1; seq <= frame.to; seq++) tally.arrived(name(seq))
      } else if (frame.t === 'ack') {
        const at = left.get(frame.ref) ?? Number.NaN
        left.delete(frame.ref)
        tally.acknowledged(at)
        tally.named(name(frame.seq), at)
      } else if (frame.t === 'welcome') resolve()
      else if (frame.t === 'refused') reject(new Error(frame.message))
    })
    socket.on('close', (code, why) => reject(new Error(`closed: ${code} ${why}`)))
  })
  const { token, device } = pass
  say({ t: 'hello', protocol: protocolVersion, token, device } as DeskFrame)
  await welcomed
  say({ t: 'open', story, have: 0 })
  return {
    socket,
    send({ packed }) {
      ref += 1
      left.set(ref, performance.now())
      say({ t: 'update', story, ref, update: packed } as DeskFrame)
    },
  }
}

async function peerEditor(job: EditJob, n: number, tally: Tally): Promise<Editor> {
  const peer = job.speech === 'hocuspocus' ? 'hocuspocus' : 'y-websocket'
  const name = documentOf(job, n)
  const me = clientNumber(n)
  const socket = new WebSocket(address(job, peer === 'y-websocket' ? name : ''))
  const synced = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const heard = hear(peer, data)
      if (heard.kind === 'update') {
        const others = namesOf(heard.update).filter((key) => Math.floor(key / 2 ** 20) !== me)
        for (const key of others) tally.arrived(key)
      } else if (heard.kind === 'authenticated') socket.send(askMessage(peer, name))
      else if (heard.kind === 'answered') resolve()
    })
  })
  await opened(socket)
  socket.send(peer === 'hocuspocus' ? authMessage(name) : askMessage(peer, name))
  await synced
  return {
    socket,
    send({ plain }) {
      named(tally, plain)
      socket.send(updateMessage(peer, name, plain))
    },
  }
}

async function echoEditor(job: EditJob, n: number, tally: Tally): Promise<Editor> {
  const socket = new WebSocket(address(job, documentOf(job, n)), {
    perMessageDeflate: false,
  })
  await opened(socket)
  socket.on('message', (data: Buffer) => {
    for (const key of namesOf(data)) tally.arrived(key)
  })
  return {
    socket,
    send({ plain }) {
      named(tally, plain)
      socket.send(plain)
    },
  }
}

function named(tally: Tally, plain: Uint8Array): void {
  for (const key of namesOf(plain)) tally.named(key, performance.now())
}

/** A document of this run alone: a server that stores must not know the words already. */
const documentOf = (job: EditJob, n: number): string => job.stories[storyOf(job, n)] ?? ''

const storyOf = ({ editorsPerStory }: EditJob, n: number): number => Math.floor(n / editorsPerStory)

const makers = {
  ours: oursEditor,
  'y-websocket': peerEditor,
  hocuspocus: peerEditor,
  echo: echoEditor,
  committed: echoEditor,
} as const

export interface LiveEditors {
  begin(): void
  mark(): void
  finish(): Promise<EditResult>
}

/** Connects them all; nobody types yet. */
export async function liveEditors(job: EditJob): Promise<LiveEditors> {
  const tally = new Tally()
  const changes = Array.from({ length: job.editors }, (_, n) =>
    typed(clientNumber(n), changesEach, lettersAtOnce),
  )
  const editors: Editor[] = []
  for (let n = 0; n < job.editors; n++) editors.push(await makers[job.speech](job, n, tally))
  const pace = 1000 / job.updatesPerSecond
  let sending = true
  let sent = 0
  let marked = { up: 0, down: 0, sent: 0 }

  function type(n: number, nth: number, due: number): void {
    if (!sending) return
    const change = changes[n]?.[nth]
    if (!change) throw new Error('an editor has nothing left to type')
    tally.left(job.editorsPerStory - 1)
    editors[n]?.send(change)
    sent += 1
    const next = due + pace
    setTimeout(() => type(n, nth + 1, next), next - performance.now())
  }

  const bytes = () => ({
    up: editors.reduce((sum, { socket }) => sum + wire(socket).bytesWritten, 0),
    down: editors.reduce((sum, { socket }) => sum + wire(socket).bytesRead, 0),
  })
  return {
    begin() {
      const now = performance.now()
      // Spread evenly, in no order of stories.
      for (let n = 0; n < job.editors; n++) {
        const due = now + ((n * 0.618_034) % 1) * pace
        setTimeout(() => type(n, 0, due), due - now)
      }
    },
    mark() {
      tally.begin()
      marked = { ...bytes(), sent }
    },
    async finish() {
      sending = false
      const patience = performance.now() + settleWithin_ms
      while (tally.awaited > 0 && performance.now() < patience) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const now = bytes()
      const result: EditResult = {
        arrivals: tally.arrivals,
        acks: tally.acks,
        missing: tally.awaited,
        sent: sent - marked.sent,
        bytesUp: now.up - marked.up,
        bytesDown: now.down - marked.down,
      }
      for (const { socket } of editors) socket.terminate()
      return result
    },
  }
}

/** The socket below counts every byte, frames' heads included. */
function wire(socket: WebSocket): { bytesRead: number; bytesWritten: number } {
  const { _socket: below } = socket as unknown as { _socket: import('node:net').Socket | null }
  return below ?? { bytesRead: 0, bytesWritten: 0 }
}
