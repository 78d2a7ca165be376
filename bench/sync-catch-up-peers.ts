/** Back online as the peers' own providers do it: a socket a document, state vectors, what is missing. */
import type { Socket } from 'node:net'
import WebSocket from 'ws'
import { lettersOffline } from './sync-catch-up-ours.ts'
import { inLanes } from './sync-in-lanes.ts'
import type { CatchUpJob, CatchUpResult } from './sync-jobs.ts'
import {
  answerMessage,
  askMessage,
  authMessage,
  hear,
  type Peer,
  updateMessage,
} from './sync-speak-peers.ts'
import { clientNumber, type Typed, together, typed } from './sync-updates.ts'

interface Line {
  readonly peer: Peer
  readonly port: number
  readonly counted: { up: number; down: number }
}

type Talk = (socket: WebSocket, done: () => void) => (bytes: Buffer) => void

/** One document's socket, from its opening until `talk` is done. */
function onSocket({ peer, port, counted }: Line, name: string, talk: Talk): Promise<void> {
  const path = peer === 'y-websocket' ? name : ''
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`)
  return new Promise((resolve, reject) => {
    let below: Socket | null = null
    const hearBytes = talk(socket, () => {
      counted.up += below?.bytesWritten ?? 0
      counted.down += below?.bytesRead ?? 0
      socket.close()
      resolve()
    })
    socket.on('open', () => {
      below = (socket as unknown as { _socket: Socket })._socket
      if (peer === 'hocuspocus') socket.send(authMessage(name))
    })
    socket.on('message', (bytes: Buffer) => hearBytes(bytes))
    socket.on('error', reject)
  })
}

/** Sends all there is as the answer to the server's question; done when the server has it. */
const pushing =
  (peer: Peer, name: string, state: Uint8Array): Talk =>
  (socket, done) =>
  (bytes) => {
    const { kind } = hear(peer, bytes)
    if (kind === 'authenticated') socket.send(askMessage(peer, name))
    if (kind === 'asked') {
      socket.send(answerMessage(peer, name, state))
      // It acknowledges nothing; the answer to a question asked afterwards shows that it has read.
      if (peer === 'y-websocket') socket.send(askMessage(peer, name))
    }
    if (kind === (peer === 'y-websocket' ? 'answered' : 'saved')) done()
  }

/** The same, one message an update, as it was typed. */
const filling =
  (peer: Peer, name: string, changes: readonly Typed[]): Talk =>
  (socket, done) => {
    let saved = 0
    return (bytes) => {
      const { kind } = hear(peer, bytes)
      if (kind === 'authenticated') socket.send(askMessage(peer, name))
      if (kind === 'asked') {
        for (const { plain } of changes) socket.send(updateMessage(peer, name, plain))
        if (peer === 'y-websocket') socket.send(askMessage(peer, name))
      }
      if (kind === 'saved') saved += 1
      if (kind === 'answered' && peer === 'y-websocket') done()
      else if (saved === changes.length) done()
    }
  }

/** Asks for all; done when so many bytes have come. */
const pulling =
  (peer: Peer, name: string, least: number): Talk =>
  (socket, done) => {
    let asked = false
    let got = 0
    return (bytes) => {
      const heard = hear(peer, bytes)
      const first = peer === 'hocuspocus' ? 'authenticated' : 'asked'
      if (heard.kind === first && !asked) {
        asked = true
        socket.send(askMessage(peer, name))
      }
      if (heard.kind !== 'answered' && heard.kind !== 'update') return
      got += heard.update.length
      if (got >= least) done()
    }
  }

/** Runs one job; what is sent is made before the clock starts. */
export async function catchUpPeer(job: CatchUpJob): Promise<CatchUpResult> {
  const peer = job.speech === 'hocuspocus' ? 'hocuspocus' : 'y-websocket'
  const line: Line = { peer, port: job.port, counted: { up: 0, down: 0 } }
  const changes = typed(clientNumber(0), job.updatesPerStory, lettersOffline)
  const { plain } = together(changes)
  const least = job.updatesPerStory * lettersOffline
  const talkOf = (name: string): Talk => {
    if (job.do === 'push') return pushing(peer, name, plain)
    return job.do === 'pull' ? pulling(peer, name, least) : filling(peer, name, changes)
  }
  const started = performance.now()
  await inLanes(job.stories, job.atOnce, (story) => onSocket(line, story, talkOf(story)))
  const seconds = (performance.now() - started) / 1000
  return { seconds, bytesUp: line.counted.up, bytesDown: line.counted.down }
}
