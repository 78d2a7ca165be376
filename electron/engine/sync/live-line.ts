/**
 * One WebSocket to the server: hello, welcome, frames both ways, and a heartbeat that notices a
 * line which died without saying so.
 */
import WebSocket from 'ws'
import type { DeviceId } from '../../../shared/model/ids.ts'
import {
  type DeskFrame,
  liveCloseCodes,
  type ServerFrame,
  serverFrameSchema,
} from '../../../shared/protocol/live.ts'
import { protocolVersion } from '../../../shared/protocol/version.ts'
import { packFrame, unpackFrame } from './frames.ts'

export type Welcome = Extract<ServerFrame, { t: 'welcome' }>

/** Why a line ended. */
export type LineEnd = 'not-signed-in' | 'protocol' | 'lost'

interface Wiring {
  readonly server: string
  readonly token: string
  readonly device: DeviceId
  readonly onWelcome: (welcome: Welcome) => void
  readonly onFrame: (frame: ServerFrame) => void
  readonly onEnd: (why: LineEnd) => void
}

/** Between two heartbeats, and at most until the answer to one, in milliseconds. */
const heartbeat = 10_000
/** Until the welcome. */
const patience = 10_000

export class LiveLine {
  readonly #socket: WebSocket
  readonly #wiring: Wiring
  #ended = false
  #welcomed = false
  #heard = true
  #timer: NodeJS.Timeout

  constructor(wiring: Wiring) {
    this.#wiring = wiring
    const address = `${wiring.server.replace(/^http/, 'ws')}/v1/live`
    this.#socket = new WebSocket(address, { handshakeTimeout: patience, maxPayload: 64 << 20 })
    this.#socket.binaryType = 'nodebuffer'
    this.#timer = setTimeout(() => this.#end('lost'), patience)
    this.#socket.on('open', () => this.#hello())
    this.#socket.on('message', (data) => this.#hear(data))
    this.#socket.on('pong', () => {
      this.#heard = true
    })
    this.#socket.on('close', (code) => this.#end(reasonOf(code)))
    this.#socket.on('unexpected-response', (_request, response) => {
      this.#end(response.statusCode === 401 ? 'not-signed-in' : 'lost')
    })
    this.#socket.on('error', () => this.#end('lost'))
  }

  send(frame: DeskFrame): void {
    if (this.#welcomed && !this.#ended) this.#socket.send(packFrame(frame))
  }

  /** Bytes handed over but not yet on their way. */
  get backlog(): number {
    return this.#socket.bufferedAmount
  }

  /** Leaves the line without reporting its end. */
  leave(): void {
    this.#ended = true
    clearTimeout(this.#timer)
    this.#socket.close(1000)
    // A peer that does not answer the farewell must not keep us.
    setTimeout(() => this.#socket.terminate(), 1000).unref()
  }

  #hello(): void {
    const { token, device } = this.#wiring
    const hello: DeskFrame = { t: 'hello', protocol: protocolVersion, token, device }
    this.#socket.send(packFrame(hello))
  }

  #hear(data: WebSocket.RawData): void {
    if (this.#ended) return
    this.#heard = true
    let frame: ServerFrame
    try {
      frame = unpackFrame(data as Buffer, serverFrameSchema)
    } catch (error) {
      console.error('copydesk engine: the server sent something else than a frame', error)
      this.#end('lost')
      return
    }
    if (frame.t !== 'welcome') {
      this.#wiring.onFrame(frame)
      return
    }
    this.#welcomed = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#beat(), heartbeat)
    this.#wiring.onWelcome(frame)
  }

  #beat(): void {
    if (!this.#heard) {
      this.#end('lost')
      return
    }
    this.#heard = false
    this.#socket.ping()
    this.#timer = setTimeout(() => this.#beat(), heartbeat)
  }

  #end(why: LineEnd): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#timer)
    this.#socket.terminate()
    this.#wiring.onEnd(why)
  }
}

function reasonOf(code: number): LineEnd {
  if (code === liveCloseCodes.notSignedIn) return 'not-signed-in'
  return code === liveCloseCodes.protocol ? 'protocol' : 'lost'
}
