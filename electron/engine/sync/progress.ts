/**
 * How fast work gets on and how long the rest takes. Pure.
 *
 * DLN17  A rate or a remaining time is told only while work moves and has moved long enough.
 */

interface Bucket {
  readonly at: number
  readonly amount: number
}

/** What has moved lately. */
export interface Pace {
  readonly buckets: readonly Bucket[]
}

export const noPace: Pace = { buckets: [] }

/** In milliseconds: what counts as lately, the grain of it, and when work stands still. */
const window = 8000
const grain = 250
const still = 4000
/** Shorter than this, a rate is luck. */
const enough = 1000

/** So much more has moved. */
export function moved({ buckets }: Pace, amount: number, now: number): Pace {
  const recent = buckets.filter(({ at }) => at > now - window)
  const last = recent.at(-1)
  if (last && now - last.at < grain) {
    return { buckets: [...recent.slice(0, -1), { at: last.at, amount: last.amount + amount }] }
  }
  return { buckets: [...recent, { at: now, amount }] }
}

/** So much a second; null when nothing moves or too little is known. */
export function perSecond({ buckets }: Pace, now: number): number | null {
  const recent = buckets.filter(({ at }) => at > now - window)
  const [first] = recent
  const last = recent.at(-1)
  if (!first || !last || now - last.at > still || now - first.at < enough) return null
  const amount = recent.reduce((sum, bucket) => sum + bucket.amount, 0)
  return (amount / (now - first.at)) * 1000
}

/** Whole seconds that so much more takes; null when it cannot be told. */
export function secondsFor(left: number, pace: Pace, now: number): number | null {
  const rate = perSecond(pace, now)
  return left === 0 || !rate ? null : Math.ceil(left / rate)
}
