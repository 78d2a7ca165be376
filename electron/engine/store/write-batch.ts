/**
 * Collects what arrives in one tick and writes it in one synced transaction.
 *
 *     handlers, sync → [write batch] → SQLite
 *
 * DWB1  A write settles only when it is on disk.
 * DWB2  Writes reach the disk in the order they came; a disk that fails is tried again until it
 *      takes them all, and meanwhile `onTrouble` says why.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Database } from './database.ts'
import { StoreFailure } from './store-failure.ts'

interface Write {
  readonly story: StoryId
  readonly run: () => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What could not be written, and since when nothing could. */
export interface Trouble {
  readonly failure: StoreFailure
  readonly stories: readonly StoryId[]
}

export interface BatchClock {
  /** Runs the work after everything that has already arrived. */
  soon(work: () => void): void
  /** Runs the work after some milliseconds; gives a way to call it off. */
  later(work: () => void, delay: number): () => void
}

const realClock: BatchClock = {
  soon: (work) => void setImmediate(work),
  later(work, delay) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/** Waits between tries at a failing disk, in milliseconds; the last one repeats. */
const retryDelays = [100, 250, 500, 1000, 2000] as const

export class WriteBatch {
  readonly #db: Database
  readonly #onTrouble: (trouble: Trouble | null) => void
  readonly #clock: BatchClock
  #waiting: Write[] = []
  #planned = false
  #failures = 0
  #failing: StoreFailure | null = null
  #closed = false

  constructor(
    db: Database,
    onTrouble: (trouble: Trouble | null) => void,
    clock: BatchClock = realClock,
  ) {
    this.#db = db
    this.#onTrouble = onTrouble
    this.#clock = clock
  }

  /** Why what waits was not written when that was last tried. */
  get failing(): StoreFailure | null {
    return this.#failing
  }

  /** Adds a write; it must do nothing but SQL, because it may run more than once. */
  add<T>(story: StoryId, run: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ story, run, resolve: resolve as (result: unknown) => void, reject })
      if (this.#planned) return
      this.#planned = true
      this.#clock.soon(() => this.flush())
    })
  }

  /** Writes what waits, now. */
  flush(): void {
    this.#planned = false
    const writes = this.#waiting
    if (writes.length === 0) return
    this.#waiting = []
    let results: unknown[]
    try {
      results = this.#db.transaction(() => writes.map(({ run }) => run()))
    } catch (error) {
      if (error instanceof StoreFailure) this.#tryAgain(writes, error)
      else this.#oneByOne(writes)
      return
    }
    this.#recovered()
    for (const [i, write] of writes.entries()) write.resolve(results[i])
  }

  /** Writes what waits once more; what the disk does not take now is not tried again here. */
  close(): void {
    this.#closed = true
    this.flush()
  }

  #tryAgain(writes: readonly Write[], failure: StoreFailure): void {
    if (this.#closed) return
    this.#waiting = [...writes, ...this.#waiting]
    this.#planned = true
    this.#failing = failure
    const stories = [...new Set(this.#waiting.map(({ story }) => story))]
    this.#onTrouble({ failure, stories })
    const delay = retryDelays[Math.min(this.#failures, retryDelays.length - 1)] ?? 0
    this.#failures += 1
    this.#clock.later(() => this.#closed || this.flush(), delay)
  }

  /** One write is at fault: it alone must fail, not its neighbours. */
  #oneByOne(writes: readonly Write[]): void {
    for (const [i, write] of writes.entries()) {
      let result: unknown
      try {
        result = this.#db.transaction(write.run)
      } catch (error) {
        if (error instanceof StoreFailure) {
          this.#tryAgain(writes.slice(i), error)
          return
        }
        write.reject(error)
        continue
      }
      write.resolve(result)
    }
    this.#recovered()
  }

  #recovered(): void {
    if (this.#failures === 0 || this.#closed) return
    this.#failures = 0
    this.#failing = null
    this.#onTrouble(null)
  }
}
