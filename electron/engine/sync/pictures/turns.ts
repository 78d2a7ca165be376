/** Lets pictures stand back until `traffic.ts` says that they may pass. */
import { type Demand, mayPass } from './traffic.ts'

/** How often a picture that stands back looks again, in milliseconds. */
const lookAgain = 250

interface Wiring {
  readonly demand: () => Omit<Demand, 'stoodBack'>
  readonly steady: () => number
}

export class Turns {
  readonly #wiring: Wiring
  readonly #standing = new Set<() => void>()

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Resolves when a part of a picture may leave. */
  async wait(): Promise<void> {
    const { demand, steady } = this.#wiring
    const since = steady()
    while (!mayPass({ ...demand(), stoodBack: steady() - since })) await this.#change()
  }

  /** Something has left or the line has gone: looks at once. */
  look(): void {
    for (const wake of this.#standing) wake()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#standing.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, lookAgain)
      this.#standing.add(wake)
    })
  }
}
