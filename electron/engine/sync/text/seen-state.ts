/**
 * How much of the server's log of a story this desk holds. Pure.
 *
 * DSS1  `have` never passes a stretch that was not seen.
 * DSS2  The order in which stretches arrive does not matter.
 */

/** A stretch of the server's log: after `from`, up to and with `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Seen {
  /** Everything up to here, without a gap. */
  readonly have: number
  /** What came early: seen, but something before it is missing. */
  readonly ahead: readonly Stretch[]
}

export const seenUpTo = (have: number): Seen => ({ have, ahead: [] })

/** True when nothing in the stretch is new. */
export const isOld = (seen: Seen, { from, to }: Stretch): boolean =>
  to <= seen.have || seen.ahead.some((early) => early.from <= from && to <= early.to)

/** Takes a stretch into account. */
export function see(seen: Seen, stretch: Stretch): Seen {
  let { have } = seen
  const stretches = [...seen.ahead, stretch].sort((a, b) => a.from - b.from)
  const ahead: Stretch[] = []
  for (const { from, to } of stretches) {
    if (from <= have) have = Math.max(have, to)
    else ahead.push({ from, to })
  }
  return { have, ahead }
}

export const hasGap = (seen: Seen): boolean => seen.ahead.length > 0
