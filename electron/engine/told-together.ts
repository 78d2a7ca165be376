/** Changes that come close together are told once: a thousand acknowledgements are one piece of news. */
export class ToldTogether {
  readonly #tell: () => void
  readonly #within: number
  #timer: NodeJS.Timeout | null = null
  #closed = false

  /** What comes `within` so many milliseconds of the first is told with it. */
  constructor(tell: () => void, within: number) {
    this.#tell = tell
    this.#within = within
  }

  soon(): void {
    if (this.#closed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#tell()
    }, this.#within)
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
  }
}
