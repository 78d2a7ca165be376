/**
 * What was typed and is not yet on this device's disk.
 *
 *     Y.Doc → [update queue] → story:append → update log
 *
 * UQ1  An update is forgotten only when the engine has acknowledged it.
 * UQ2  Updates leave in batches, at most `batch` milliseconds after the first.
 * UQ3  A failed append is tried again, with everything that came since, until it succeeds.
 */
import * as Y from 'yjs'
import { packUpdate } from '../../../shared/document/encoding.ts'

/** Time to gather keystrokes, in milliseconds: far below what a person notices, one fsync a batch. */
export const batch = 80
/** Wait before a failed append is tried again, in milliseconds. */
export const retryAfter = 2000

export interface QueueTimers {
  now(): number
  /** Returns what takes the timer back. */
  after(milliseconds: number, run: () => void): () => void
}

export const realTimers: QueueTimers = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

export interface QueueState {
  /** When the oldest unacknowledged update was made, or null when all is on disk. */
  readonly since: number | null
  /** Why the last try failed. */
  readonly failure: unknown
}

export interface UpdateQueue {
  /** Takes an update in Yjs format v2. */
  push(update: Uint8Array): void
  /** Sends what waits now; resolves when all that was pushed before is acknowledged. */
  flush(): Promise<void>
  /** Drops what it holds for `missing`: all that a new engine process lacks. */
  restart(missing: Uint8Array | null): void
  state(): QueueState
  stop(): void
}

interface Flight {
  readonly update: Uint8Array
  readonly since: number
}

export function createUpdateQueue(
  send: (packed: Uint8Array) => Promise<unknown>,
  onState: (state: QueueState) => void,
  timers: QueueTimers = realTimers,
): UpdateQueue {
  let waiting: Flight[] = []
  let flying = new Set<Flight>()
  let failure: unknown
  let cancel: (() => void) | null = null
  let stopped = false
  let waiters: { done(): void; fail(why: unknown): void }[] = []

  const state = (): QueueState => {
    const since = Math.min(...[...waiting, ...flying].map((flight) => flight.since))
    return { since: Number.isFinite(since) ? since : null, failure }
  }
  const settle = () => {
    const now = state()
    if (now.since === null || now.failure !== undefined) {
      const heard = waiters
      waiters = []
      for (const waiter of heard) now.since === null ? waiter.done() : waiter.fail(now.failure)
    }
    onState(now)
  }
  const later = (milliseconds: number) => {
    cancel ??= timers.after(milliseconds, () => {
      cancel = null
      launch()
    })
  }
  const launch = () => {
    cancel?.()
    cancel = null
    if (waiting.length === 0 || stopped) return
    const flight = joined(waiting)
    waiting = []
    const fleet = flying
    fleet.add(flight)
    const landed = (why: unknown) => {
      if (fleet !== flying) return
      fleet.delete(flight)
      failure = why
      if (why !== undefined) waiting.unshift(flight)
      if (waiting.length > 0) later(why === undefined ? batch : retryAfter)
      settle()
    }
    send(packUpdate(flight.update)).then(
      () => landed(undefined),
      (why: unknown) => landed(why ?? new Error('append failed')),
    )
  }
  return {
    push(update) {
      waiting.push({ update, since: timers.now() })
      later(batch)
      settle()
    },
    flush() {
      if (state().since === null) return Promise.resolve()
      failure = undefined
      const done = new Promise<void>((resolve, reject) => {
        waiters.push({ done: resolve, fail: reject })
      })
      launch()
      return done
    },
    restart(missing) {
      const since = state().since ?? timers.now()
      flying = new Set()
      waiting = missing ? [{ update: missing, since }] : []
      failure = undefined
      launch()
      settle()
    },
    state,
    stop() {
      stopped = true
      cancel?.()
    },
  }
}

function joined(flights: readonly Flight[]): Flight {
  const [first] = flights
  if (first && flights.length === 1) return first
  return {
    update: Y.mergeUpdatesV2(flights.map(({ update }) => update)),
    since: Math.min(...flights.map(({ since }) => since)),
  }
}
