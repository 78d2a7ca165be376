/**
 * Calm: what a screen shows of a value that flickers.
 *
 * CM1  News that may wait is shown only once it has lasted; what went back meanwhile is never shown.
 * CM2  News that may not wait is shown at once.
 */
export interface CalmRules<T> {
  readonly same: (a: T, b: T) => boolean
  /** Whether going from one to the other can wait. */
  readonly mayWait: (shown: T, next: T) => boolean
  /** How long it must last, in milliseconds. */
  readonly rest: number
}

export class Calm<T> {
  readonly #rules: CalmRules<T>
  readonly #show: (value: T) => void
  #shown: { readonly value: T } | null = null
  #next: T | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(rules: CalmRules<T>, show: (value: T) => void) {
    this.#rules = rules
    this.#show = show
  }

  readonly hear = (value: T): void => {
    const shown = this.#shown
    if (shown && this.#rules.same(shown.value, value)) this.forget()
    else if (shown && this.#rules.mayWait(shown.value, value)) this.#showLater(value)
    else this.#showNow(value)
  }

  /** Drops what has not been shown yet. */
  forget(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #showLater(value: T): void {
    this.#next = value
    this.#timer ??= setTimeout(() => this.#showNow(this.#next as T), this.#rules.rest)
  }

  #showNow(value: T): void {
    this.forget()
    this.#shown = { value }
    this.#show(value)
  }
}

/** Runs at once, and while calls keep coming once every `rest` milliseconds, the last one included. */
export function atMostEvery(rest: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const pause = () => {
    timer = setTimeout(() => {
      timer = undefined
      if (!again) return
      again = false
      run()
      pause()
    }, rest)
  }
  return () => {
    if (timer !== undefined) {
      again = true
      return
    }
    run()
    pause()
  }
}
