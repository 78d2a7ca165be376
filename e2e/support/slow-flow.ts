/** A line of so many bytes a second: what is pushed goes on in small pieces and in its order. */

/** As a real slow line does: a little at a time, not much at once and then nothing for long. */
const every = 125

export class SlowFlow {
  readonly #write: (piece: Buffer) => void
  readonly #bytesPerSecond: () => number | null
  readonly #onEmpty: () => void
  #rest: Buffer[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(
    write: (piece: Buffer) => void,
    bytesPerSecond: () => number | null,
    onEmpty: () => void,
  ) {
    this.#write = write
    this.#bytesPerSecond = bytesPerSecond
    this.#onEmpty = onEmpty
  }

  /** True while something pushed has not gone yet: nothing may overtake it. */
  get busy(): boolean {
    return this.#rest.length > 0
  }

  push(chunk: Buffer): void {
    this.#rest.push(chunk)
    this.#timer ??= setTimeout(() => this.#go(), every)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#rest = []
  }

  #go(): void {
    this.#timer = null
    const all = Buffer.concat(this.#rest)
    const pace = this.#bytesPerSecond()
    const piece = pace === null ? all.length : Math.max(1, Math.round((pace * every) / 1000))
    this.#write(all.subarray(0, piece))
    this.#rest = piece < all.length ? [all.subarray(piece)] : []
    if (this.busy) this.#timer = setTimeout(() => this.#go(), every)
    else this.#onEmpty()
  }
}
