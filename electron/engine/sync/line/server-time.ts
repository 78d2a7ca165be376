/** Keeps what is known of the server's clock (`server-clock.ts` decides) beside our own two. */
import type { Clock, Instant } from '../../../../shared/model/time.ts'
import { afterSleep, offsetAt, type Readings, type ServerClock } from './server-clock.ts'

export class ServerTime {
  readonly #wall: Clock
  readonly #steady: () => number
  #measured: ServerClock | null = null
  /** When somebody last looked: sleep began after that. */
  #looked: Readings

  constructor(wall: Clock, steady: () => number) {
    this.#wall = wall
    this.#steady = steady
    this.#looked = this.#read()
  }

  /** The server says what time it is. */
  set(server: number): void {
    this.#looked = this.#read()
    this.#measured = { server, ...this.#looked }
  }

  /** The server's clock minus ours, in milliseconds. */
  offset(): number {
    this.#looked = this.#read()
    return offsetAt(this.#measured, this.#looked)
  }

  /** What time it is at the newsroom, as far as this desk knows, however its own clock is set. */
  readonly now = (): Instant => Math.max(0, Math.round(this.#wall() + this.offset()))

  /** The machine has slept since somebody last looked. */
  slept(): void {
    const now = this.#read()
    this.#measured = afterSleep(this.#measured, this.#looked, now)
    this.#looked = now
  }

  #read(): Readings {
    return { wall: this.#wall(), steady: this.#steady() }
  }
}
