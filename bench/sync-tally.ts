/** When updates left and when they came, whichever is heard of first; latencies of what was sent in time. */
import { percentile } from './percentile.ts'

export interface Latency {
  readonly p50: number
  readonly p99: number
  readonly worst: number
  readonly count: number
}

export const latencyOf = (samples: readonly number[]): Latency => ({
  p50: percentile(samples, 0.5),
  p99: percentile(samples, 0.99),
  worst: percentile(samples, 1),
  count: samples.length,
})

export class Tally {
  readonly #sent = new Map<number, number>()
  /** Came before we knew what it was. */
  readonly #early = new Map<number, number[]>()
  #from = Number.POSITIVE_INFINITY
  #arrivals: number[] = []
  #acks: number[] = []
  /** Arrivals still awaited of what was sent. */
  awaited = 0

  /** Only what leaves from now on counts. */
  begin(): void {
    this.#from = performance.now()
  }

  /** An update left at `at`; `readers` others will get it. */
  left(readers: number): void {
    this.awaited += readers
  }

  /** The update that left at `at` is called so. */
  named(key: number, at: number): void {
    this.#sent.set(key, at)
    for (const arrival of this.#early.get(key) ?? []) this.#count(at, arrival)
    this.#early.delete(key)
  }

  arrived(key: number): void {
    const now = performance.now()
    this.awaited -= 1
    const at = this.#sent.get(key)
    if (at !== undefined) this.#count(at, now)
    else this.#early.set(key, [...(this.#early.get(key) ?? []), now])
  }

  acknowledged(at: number): void {
    if (at >= this.#from) this.#acks.push(performance.now() - at)
  }

  #count(at: number, arrival: number): void {
    if (at >= this.#from) this.#arrivals.push(arrival - at)
  }

  get arrivals(): Latency {
    return latencyOf(this.#arrivals)
  }

  get acks(): Latency | null {
    return this.#acks.length > 0 ? latencyOf(this.#acks) : null
  }
}
