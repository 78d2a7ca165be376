/**
 * Query: one answer of the engine kept fresh for whoever shows it.
 *
 * RB4  While an answer is on its way at most one more request waits: a burst of events costs
 *       two calls, and the last answer shown is newer than the last event.
 * RB5  A failure keeps the last good answer and stands beside it.
 */
import { NewsroomError } from '../../shared/model/errors.ts'

export interface QueryState<T> {
  /** The last good answer. */
  readonly data: T | undefined
  /** Why the newest try failed; null when it did not. */
  readonly error: NewsroomError | null
  readonly loading: boolean
}

export interface QuerySource<T> {
  ask(): Promise<T>
  /** Calls `again` whenever the answer may have changed; returns how to stop. */
  watch(again: () => void): () => void
}

const asNewsroomError = (error: unknown): NewsroomError =>
  error instanceof NewsroomError ? error : new UnexpectedFailure(error)

/** A failure that no process named: shown with its own message. */
class UnexpectedFailure extends NewsroomError {
  readonly code = 'internal'
  readonly retry = 'never'
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** Answers are plain JSON. */
const sameData = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b))

export class Query<T> {
  readonly #source: QuerySource<T>
  readonly #listeners = new Set<() => void>()
  #state: QueryState<T> = { data: undefined, error: null, loading: true }
  #asking = false
  #stale = false
  #unwatch: (() => void) | null = null

  constructor(source: QuerySource<T>) {
    this.#source = source
  }

  readonly snapshot = (): QueryState<T> => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) {
      this.#unwatch = this.#source.watch(() => this.refresh())
      this.refresh()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#unwatch?.()
      this.#unwatch = null
    }
  }

  readonly refresh = (): void => {
    this.#stale = true
    if (!this.#asking) void this.#askUntilFresh()
  }

  async #askUntilFresh(): Promise<void> {
    this.#asking = true
    while (this.#stale) {
      this.#stale = false
      try {
        this.#show({ data: await this.#source.ask(), error: null, loading: false })
      } catch (error) {
        this.#show({ data: this.#state.data, error: asNewsroomError(error), loading: false })
      }
    }
    this.#asking = false
  }

  #show(next: QueryState<T>): void {
    const { data, error, loading } = this.#state
    const isSame = next.error === error && next.loading === loading && sameData(next.data, data)
    // What looks the same keeps its identity, so that nothing is drawn again for it.
    if (isSame) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}
