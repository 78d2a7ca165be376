/**
 * A TCP proxy that misbehaves on demand, between a desk and one or several servers: it delays,
 * throttles, cuts, forwards nothing more, refuses, or answers like a hotel. What is left to chance
 * comes from a seed.
 */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { SlowFlow } from './slow-flow.ts'
import { FaultyFrames, type FrameFaults } from './ws-frames.ts'

export interface Passed {
  readonly path: string
  toServer: number
  toDesk: number
}

/** Ends a connection in the middle of an answer or of a request to this path. */
export interface Cut {
  readonly path: string
  readonly direction: 'to-server' | 'to-desk'
  /** Bytes let through after the request's first. */
  readonly after: number
}

export interface Faults {
  /** Each way, in milliseconds; a round trip takes twice as long. */
  readonly delay: number
  /** Bytes in a second, each way and for each connection; null for as many as come. */
  readonly throttle: number | null
  readonly refuse: boolean
  /** Half-open: connections stand and are accepted, nothing passes. */
  readonly silent: boolean
  readonly portal: 'page' | 'redirect' | 'wrong-type' | null
  readonly frames: FrameFaults | null
  /** Cuts still to be made, one a matching request. */
  readonly cuts: readonly Cut[]
}

const none: Faults = {
  delay: 0,
  throttle: null,
  refuse: false,
  silent: false,
  portal: null,
  frames: null,
  cuts: [],
}

const page = '<!doctype html><title>Welcome</title><p>Sign in to this network.</p>'
const portals = {
  page: `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: ${page.length}\r\n\r\n${page}`,
  redirect:
    'HTTP/1.1 302 Found\r\nlocation: http://portal.invalid/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
  'wrong-type': `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok`,
} as const

/** A seeded sequence of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

export class FaultProxy {
  readonly #server: Server
  readonly #random: () => number
  readonly #pairs = new Set<Pair>()
  #targets: readonly string[]
  #turn = 0
  #faults: Faults = none
  /** Requests that came through, in order, with the bytes that passed for each. */
  readonly requests: Passed[] = []
  connections = 0

  constructor(targets: readonly string[], seed: number) {
    this.#targets = targets
    this.#random = seeded(seed)
    this.#server = createServer({ noDelay: true }, (desk) => this.#accept(desk))
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get faults(): Faults {
    return this.#faults
  }

  /** From now on, for standing connections too; what is not named stays. */
  set(faults: Partial<Faults>): void {
    this.#faults = { ...this.#faults, ...faults }
    if (!this.#faults.silent) for (const pair of this.#pairs) pair.flow()
  }

  /** A good line again. */
  heal(): void {
    this.#faults = none
    for (const pair of this.#pairs) pair.flow()
  }

  /** The servers behind this address; new connections take them in turn. */
  toward(targets: readonly string[]): void {
    this.#targets = targets
  }

  /** Ends every connection that stands. */
  cutAll(): void {
    for (const pair of this.#pairs) pair.end()
  }

  async close(): Promise<void> {
    this.cutAll()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The cut that this request is due, taken off the list. */
  takeCut(path: string): Cut | null {
    const cut = this.#faults.cuts.find((one) => one.path === path) ?? null
    if (cut) this.set({ cuts: this.#faults.cuts.filter((one) => one !== cut) })
    return cut
  }

  #accept(desk: Socket): void {
    this.connections += 1
    const { refuse, portal } = this.#faults
    desk.on('error', () => desk.destroy())
    if (refuse) desk.resetAndDestroy()
    else if (portal) desk.once('data', () => desk.end(portals[portal]))
    else this.#tie(desk)
  }

  /** To the next server that takes the connection. */
  #tie(desk: Socket, left = this.#targets.length): void {
    const target = this.#targets[this.#turn++ % this.#targets.length]
    if (!target || left === 0) {
      desk.destroy()
      return
    }
    const { hostname, port } = new URL(target)
    const server = connect({ host: hostname, port: Number(port), noDelay: true })
    const refused = () => this.#tie(desk, left - 1)
    server.once('error', refused)
    server.once('connect', () => {
      server.off('error', refused)
      const pair = new Pair(this, { desk, server }, this.#random)
      this.#pairs.add(pair)
      pair.onEnd = () => this.#pairs.delete(pair)
    })
  }
}

/** One connection through the proxy. */
class Pair {
  readonly #proxy: FaultProxy
  readonly #desk: Socket
  readonly #server: Socket
  readonly #frames: FaultyFrames
  readonly #toDesk: SlowFlow
  readonly #toServer: SlowFlow
  /** What a silent line has swallowed so far, each way. */
  #held: { to: Socket; chunk: Buffer }[] = []
  #upgraded = false
  #request: Passed | null = null
  #cut: { cut: Cut; left: number } | null = null
  onEnd: () => void = () => {}

  constructor(
    proxy: FaultProxy,
    { desk, server }: { desk: Socket; server: Socket },
    random: () => number,
  ) {
    this.#proxy = proxy
    this.#desk = desk
    this.#server = server
    this.#frames = new FaultyFrames(random)
    this.#toDesk = this.#slowly(server, desk)
    this.#toServer = this.#slowly(desk, server)
    for (const socket of [desk, server]) {
      socket.on('error', () => this.end())
      socket.on('close', () => this.end())
    }
    desk.on('data', (chunk: Buffer) => this.#fromDesk(chunk))
    server.on('data', (chunk: Buffer) => this.#fromServer(chunk))
  }

  end(): void {
    this.#toDesk.stop()
    this.#toServer.stop()
    this.#desk.destroy()
    this.#server.destroy()
    this.onEnd()
  }

  /** Lets go what was held while the line was silent. */
  flow(): void {
    for (const { to, chunk } of this.#held.splice(0)) this.#pass(to, chunk)
  }

  #fromDesk(chunk: Buffer): void {
    const head = /^(?:GET|POST|PUT|PATCH|DELETE) (\/[^ ?]*)/.exec(chunk.toString('latin1', 0, 200))
    if (head?.[1] && !this.#upgraded) {
      this.#request = { path: head[1], toServer: 0, toDesk: 0 }
      this.#proxy.requests.push(this.#request)
      const cut = this.#proxy.takeCut(head[1])
      this.#cut = cut && { cut, left: cut.after }
    }
    if (this.#request) this.#request.toServer += chunk.length
    this.#limited('to-server', this.#server, chunk)
  }

  #fromServer(chunk: Buffer): void {
    const { frames } = this.#proxy.faults
    if (this.#request) this.#request.toDesk += chunk.length
    if (this.#upgraded) {
      const whole = frames ?? { repeat: 0, swap: 0, spoil: 0 }
      for (const frame of this.#frames.pass(chunk, whole))
        this.#limited('to-desk', this.#desk, frame)
      return
    }
    this.#upgraded = chunk.toString('latin1', 0, 12) === 'HTTP/1.1 101'
    const end = this.#upgraded ? chunk.indexOf('\r\n\r\n') + 4 : chunk.length
    this.#limited('to-desk', this.#desk, chunk.subarray(0, end))
    if (end < chunk.length) this.#fromServer(chunk.subarray(end))
  }

  #limited(direction: Cut['direction'], to: Socket, chunk: Buffer): void {
    const due = this.#cut
    if (due?.cut.direction !== direction) {
      this.#send(to, chunk)
      return
    }
    if (chunk.length < due.left) {
      due.left -= chunk.length
      this.#send(to, chunk)
      return
    }
    this.#cut = null
    to.write(chunk.subarray(0, due.left), () => this.end())
  }

  #send(to: Socket, chunk: Buffer): void {
    const { delay, silent } = this.#proxy.faults
    if (silent) this.#held.push({ to, chunk })
    else if (delay === 0) this.#pass(to, chunk)
    else setTimeout(() => this.#pass(to, chunk), delay)
  }

  #pass(to: Socket, chunk: Buffer): void {
    if (to.destroyed) return
    const from = to === this.#desk ? this.#server : this.#desk
    const slow = to === this.#desk ? this.#toDesk : this.#toServer
    if (this.#proxy.faults.throttle || slow.busy) {
      from.pause()
      slow.push(chunk)
    } else if (!to.write(chunk)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  }

  #slowly(from: Socket, to: Socket): SlowFlow {
    return new SlowFlow(
      (piece) => void to.write(piece),
      () => this.#proxy.faults.throttle,
      () => from.resume(),
    )
  }
}

/** A proxy that listens. */
export async function aFaultProxy(targets: readonly string[], seed = 1): Promise<FaultProxy> {
  const proxy = new FaultProxy(targets, seed)
  await proxy.listen()
  return proxy
}
