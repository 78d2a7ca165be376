/**
 * One WebSocket to the server: hello, welcome, frames both ways, and a heartbeat that notices a
 * line which died without saying so (`heartbeat.ts` decides).
 */
import type { Socket } from 'node:net'
import WebSocket from 'ws'
import type { DeviceId } from '../../../../shared/model/ids.ts'
import {
  type DeskFrame,
  liveCloseCodes,
  type ServerFrame,
  serverFrameSchema,
} from '../../../../shared/protocol/live.ts'
import { protocolVersion } from '../../../../shared/protocol/version.ts'
import { isForeignCertificate, isFromPortal } from './captive-portal.ts'
import { packFrame, unpackFrame } from './frames.ts'
import { type Heartbeat, type Look, look, newHeartbeat, type Traffic, wakeUp } from './heartbeat.ts'

export type Welcome = Extract<ServerFrame, { t: 'welcome' }>

/** Why a line ended. */
export type LineEnd =
  | 'not-signed-in'
  | 'account-closed'
  | 'protocol'
  /** The server goes away; another may be there. */
  | 'sent-away'
  /** The network answered in the server's place. */
  | 'portal'
  /** Something arrived that no server of ours sends. */
  | 'garbled'
  | 'lost'

interface Wiring {
  readonly server: string
  readonly token: string
  readonly device: DeviceId
  /** Milliseconds of a clock that never jumps. */
  readonly steady: () => number
  readonly onWelcome: (welcome: Welcome) => void
  readonly onFrame: (frame: ServerFrame) => void
  readonly onEnd: (why: LineEnd) => void
}

/** Until the welcome, in milliseconds. */
const patience = 10_000

export class LiveLine {
  readonly #socket: WebSocket
  readonly #wiring: Wiring
  #raw: Socket | null = null
  #ended = false
  #heartbeat: Heartbeat | null = null
  #timer: NodeJS.Timeout

  constructor(wiring: Wiring) {
    this.#wiring = wiring
    const address = `${wiring.server.replace(/^http/, 'ws')}/v1/live`
    this.#socket = new WebSocket(address, { handshakeTimeout: patience, maxPayload: 64 << 20 })
    this.#socket.binaryType = 'nodebuffer'
    this.#timer = setTimeout(() => this.#end('lost'), patience)
    this.#socket.on('upgrade', ({ socket }) => {
      this.#raw = socket
    })
    this.#socket.on('open', () => this.#hello())
    this.#socket.on('message', (data) => this.#hear(data))
    this.#socket.on('close', (code) => this.#end(reasonOf(code)))
    this.#socket.on('unexpected-response', (_request, { statusCode = 0, headers }) => {
      const contentType = headers['content-type'] ?? null
      // Our server answers an upgrade with one, or refuses it.
      const isPortal = statusCode < 300 || isFromPortal({ status: statusCode, contentType })
      if (isPortal) this.#end('portal')
      else this.#end(statusCode === 401 ? 'not-signed-in' : 'lost')
    })
    this.#socket.on('error', (error) => {
      // A page where the handshake should be is no HTTP answer at all to the socket's parser.
      this.#end(isForeignCertificate(error) ? 'portal' : 'lost')
    })
  }

  send(frame: DeskFrame): void {
    if (this.#heartbeat && !this.#ended) this.#socket.send(packFrame(frame))
  }

  /** The machine woke up: asks whether the line still holds, with little patience. */
  probe(): void {
    if (this.#heartbeat && !this.#ended) {
      this.#act(wakeUp(this.#heartbeat, this.#traffic(), this.#wiring.steady()))
    }
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
    let frame: ServerFrame
    try {
      frame = unpackFrame(data as Buffer, serverFrameSchema)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      console.error(`copydesk engine: the server sent something else than a frame: ${why}`)
      this.#end('garbled')
      return
    }
    if (frame.t !== 'welcome') {
      this.#wiring.onFrame(frame)
      return
    }
    if (this.#heartbeat) return
    this.#heartbeat = newHeartbeat(this.#wiring.steady(), this.#traffic())
    this.#plan(this.#heartbeat)
    this.#wiring.onWelcome(frame)
  }

  #look(): void {
    if (!this.#heartbeat) return
    this.#act(look(this.#heartbeat, this.#traffic(), this.#wiring.steady()))
  }

  #act({ next, say }: Look): void {
    this.#heartbeat = next
    if (say === 'lost') {
      this.#end('lost')
      return
    }
    if (say === 'ask') this.#socket.ping()
    this.#plan(next)
  }

  #plan({ lookAt }: Heartbeat): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), Math.max(1, lookAt - this.#wiring.steady()))
  }

  #traffic(): Traffic {
    return { received: this.#raw?.bytesRead ?? 0, unsent: this.#socket.bufferedAmount }
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
  if (code === liveCloseCodes.accountClosed) return 'account-closed'
  if (code === liveCloseCodes.goingAway) return 'sent-away'
  return code === liveCloseCodes.protocol ? 'protocol' : 'lost'
}
