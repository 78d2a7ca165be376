/**
 * Work that is done whenever somebody says there may be some: one run at a time, a poke during a
 * run means one more, a failure means trying again later.
 */
import { NewsroomError } from '../../../shared/model/errors.ts'
import { asAsked, backoff } from './line/backoff.ts'

interface Wiring {
  /** Does all there is to do. */
  readonly work: () => Promise<void>
  /** Hears of each failure, and with null that work goes well again. */
  readonly onProblem: (error: unknown) => void
  readonly random: () => number
}

export class PokedLoop {
  readonly #wiring: Wiring
  #running: Promise<void> | null = null
  #again = false
  #open = false
  #tries = 0
  #failed = false
  #timer: NodeJS.Timeout | null = null

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** From now on pokes lead to work. */
  open(): void {
    this.#open = true
    this.#tries = 0
    this.poke()
  }

  /** From now on pokes are ignored; what runs may finish. */
  shut(): void {
    this.#open = false
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  poke(): void {
    if (!this.#open) return
    if (this.#running) {
      this.#again = true
      return
    }
    if (this.#timer) return
    this.#start()
  }

  /** Does not wait for the next try: something has changed that may have been in the way. */
  hurry(): void {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = null
    this.#tries = 0
    this.poke()
  }

  async settled(): Promise<void> {
    await this.#running
  }

  #start(): void {
    this.#again = false
    this.#running = this.#run().finally(() => {
      this.#running = null
      if (this.#again) this.poke()
    })
  }

  async #run(): Promise<void> {
    try {
      await this.#wiring.work()
      if (this.#failed) this.#wiring.onProblem(null)
      this.#failed = false
      this.#tries = 0
    } catch (error) {
      if (!this.#open) return
      this.#failed = true
      this.#wiring.onProblem(error)
      this.#again = false
      const delay = this.#delay(error)
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.poke()
      }, delay)
    }
  }

  /** A server that names a time is at work: that is no failure to wait ever longer for. */
  #delay(error: unknown): number {
    const random = this.#wiring.random()
    const asked = error instanceof NewsroomError ? error.retryAfter : undefined
    return asked === undefined ? backoff(this.#tries++, random) : asAsked(asked, random)
  }
}
