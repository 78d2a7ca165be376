/** The line to the server: follows `line-state.ts`, holds the socket and the timer it asks for. */
import type { Network } from '../../../../shared/ipc/rows.ts'
import type { DeviceId } from '../../../../shared/model/ids.ts'
import type { DeskFrame, ServerFrame } from '../../../../shared/protocol/live.ts'
import { follow, type Line, type LineEvent, newLine } from './line-state.ts'
import { type LineEnd, LiveLine, type Welcome } from './live-line.ts'
import type { ServerAddress } from './server-api.ts'

interface Wiring {
  readonly device: DeviceId
  readonly address: () => ServerAddress
  /** Milliseconds of a clock that never jumps. */
  readonly steady: () => number
  readonly random: () => number
  readonly onWelcome: (welcome: Welcome) => void
  readonly onOnline: () => void
  readonly onOffline: () => void
  readonly onFrame: (frame: ServerFrame) => void
  readonly onEnd: (why: LineEnd) => void
  /** After every change of state. */
  readonly onChange: () => void
}

export class ServerLine {
  readonly #wiring: Wiring
  #line: Line = newLine
  #live: LiveLine | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  get online(): boolean {
    return this.#line.at.is === 'online'
  }

  get state(): Network['state'] {
    const { at, offlineByChoice, signedIn, tries } = this.#line
    if (!signedIn) return 'signed-out'
    if (offlineByChoice) return 'offline-by-choice'
    if (at.is === 'online') return 'online'
    return at.is === 'connecting' && tries === 0 ? 'connecting' : 'offline'
  }

  send(frame: DeskFrame): void {
    this.#live?.send(frame)
  }

  /** Lets the line follow an event and does what the new state asks for. */
  event(event: LineEvent): void {
    const before = this.#line
    const { steady, random, onChange } = this.#wiring
    this.#line = follow(before, event, steady(), random())
    if (event.is === 'wake') this.#live?.probe()
    if (this.#line === before) {
      // Timers of a busy process may fire before their time: a tick too early asks for another.
      if (event.is === 'tick') this.#planTick()
      return
    }
    const { at, attempt } = this.#line
    if (at.is !== before.at.is || attempt !== before.attempt) this.#moved(before)
    this.#planTick()
    onChange()
  }

  #moved(before: Line): void {
    const { is } = this.#line.at
    if (before.at.is === 'online') this.#wiring.onOffline()
    if (is === 'resting' || is === 'waiting') this.#leave()
    if (is === 'connecting') this.#connect()
    if (is === 'online') this.#wiring.onOnline()
  }

  #planTick(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const { at } = this.#line
    if (at.is !== 'waiting') return
    const delay = Math.max(0, at.until - this.#wiring.steady()) + 1
    this.#timer = setTimeout(() => this.event({ is: 'tick' }), delay)
  }

  #connect(): void {
    this.#leave()
    const { device, address, steady, onWelcome, onFrame, onEnd } = this.#wiring
    const { server, token } = address()
    if (!token) return
    this.#live = new LiveLine({
      server,
      token,
      device,
      steady,
      onWelcome: (welcome) => {
        onWelcome(welcome)
        this.event({ is: 'welcomed' })
      },
      onFrame,
      onEnd: (why) => {
        this.#live = null
        onEnd(why)
      },
    })
  }

  #leave(): void {
    this.#live?.leave()
    this.#live = null
  }
}
