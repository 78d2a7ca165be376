/**
 * How fast work gets on and how long the rest takes. Pure.
 *
 * DLN17  A rate or a remaining time is told only while work moves and has moved long enough.
 * DLN22  A remaining time is told only of a steady pace; what comes in lumps, seldom, has one too.
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

/** In milliseconds: the grain of what moved, and how far back a slow line's lumps still count. */
const grain = 1000
const window = 60_000
/** Of a fast line the last half minute. */
const mostBuckets = 32
/** Work stands still after so long; where it comes in lumps, after twice their distance, to a limit. */
const still = 4000
const stillAtMost = 20_000
/** Shorter than this, a rate is luck. */
const enough = 1000
/** Fewer moves than this say nothing of a steady pace. */
const enoughMoves = 4
/** One half of what was seen may have gone so much faster than the other. */
const steady = 2.5
/** What was seen for a moment tells of a few moments to come; after this long it tells of any time. */
const timesSeen = 10
const seenLong = 25_000

/** So much more has moved. */
export function moved({ buckets }: Pace, amount: number, now: number): Pace {
  const recent = lately(buckets, now)
  const last = recent.at(-1)
  if (last && now - last.at < grain) {
    return { buckets: [...recent.slice(0, -1), { at: last.at, amount: last.amount + amount }] }
  }
  return { buckets: [...recent, { at: now, amount }].slice(-mostBuckets) }
}

/** So much a second; null when nothing moves or too little is known. */
export function perSecond({ buckets }: Pace, now: number): number | null {
  const recent = lately(buckets, now)
  const [first] = recent
  if (!first || now - first.at < enough || standsStill(recent, now)) return null
  // The first of them moved before the time that is looked at.
  return ((sumOf(recent) - first.amount) / (now - first.at)) * 1000 || null
}

/** Whole seconds that so much more takes; null when it cannot be told. */
export function secondsFor(left: number, pace: Pace, now: number): number | null {
  const rate = perSecond(pace, now)
  if (left === 0 || !rate || !isSteady(pace, now)) return null
  const seconds = Math.ceil(left / rate)
  const seen = now - (lately(pace.buckets, now)[0]?.at ?? now)
  return seen >= seenLong || seconds * 1000 <= seen * timesSeen ? seconds : null
}

const lately = (buckets: readonly Bucket[], now: number) =>
  buckets.filter(({ at }) => at > now - window)

const sumOf = (buckets: readonly Bucket[]) => buckets.reduce((sum, { amount }) => sum + amount, 0)

function standsStill(recent: readonly Bucket[], now: number): boolean {
  const gaps = recent.slice(1).map(({ at }, index) => at - (recent[index]?.at ?? at))
  const patience = Math.min(stillAtMost, Math.max(still, 2 * Math.max(0, ...gaps)))
  return now - (recent.at(-1)?.at ?? now) > patience
}

/** The later half of what was seen went about as fast as the earlier. */
function isSteady({ buckets }: Pace, now: number): boolean {
  const recent = lately(buckets, now)
  const [first] = recent
  if (!first || recent.length < enoughMoves) return false
  const middle = (first.at + now) / 2
  const early = sumOf(recent.filter(({ at }) => at <= middle))
  const late = sumOf(recent) - early
  return Math.max(early, late) <= steady * Math.min(early, late)
}
