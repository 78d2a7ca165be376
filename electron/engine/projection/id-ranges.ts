/** Sets of letter ids (client, clock), kept as ranges. */
interface Range {
  readonly from: number
  readonly to: number
}

export class IdRanges {
  readonly #clients = new Map<number, Range[]>()

  add(client: number, clock: number, length: number): void {
    if (length <= 0) return
    const ranges = this.#clients.get(client) ?? []
    const last = ranges.at(-1)
    // Typing goes on where it stopped: a whole night of it is one range.
    if (last?.to === clock) ranges[ranges.length - 1] = { from: last.from, to: clock + length }
    else ranges.push({ from: clock, to: clock + length })
    this.#clients.set(client, ranges)
  }

  addAll(other: IdRanges): void {
    for (const [client, ranges] of other.#clients) {
      for (const { from, to } of ranges) this.add(client, from, to - from)
    }
  }

  has(client: number, clock: number): boolean {
    return (this.#clients.get(client) ?? []).some(({ from, to }) => from <= clock && clock < to)
  }

  /** True when some id is in both sets and not in `except`. */
  meets(other: IdRanges, except: IdRanges): boolean {
    for (const [client, ranges] of other.#clients) {
      for (const mine of this.#clients.get(client) ?? []) {
        for (const range of ranges) {
          const [from, to] = [Math.max(mine.from, range.from), Math.min(mine.to, range.to)]
          if (from < to && !except.#covers(client, { from, to })) return true
        }
      }
    }
    return false
  }

  #covers(client: number, { from, to }: Range): boolean {
    let reached = from
    const sorted = [...(this.#clients.get(client) ?? [])].sort((a, b) => a.from - b.from)
    for (const range of sorted) {
      if (range.from > reached) break
      reached = Math.max(reached, range.to)
    }
    return reached >= to
  }
}
