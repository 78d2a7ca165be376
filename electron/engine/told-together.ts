/** Changes that come close together are told once: a thousand acknowledgements are one piece of news. */

/** They may come within so many milliseconds. */
const gathering = 30

export class ToldTogether {
  readonly #tell: () => void
  #timer: NodeJS.Timeout | null = null
  #closed = false

  constructor(tell: () => void) {
    this.#tell = tell
  }

  soon(): void {
    if (this.#closed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#tell()
    }, gathering)
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
  }
}
