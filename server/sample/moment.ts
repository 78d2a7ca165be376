/**
 * Times of the sample are told from the hour in which it is loaded, so that the paper is always
 * of today: `22m` and `3h` ago, `+1d 6h` from now, `2d 19:42` on the clock two days ago.
 */
import { z } from 'zod'
import type { Instant } from '../../shared/model/time.ts'

const minute_ms = 60_000
const day_ms = 24 * 60 * minute_ms

export type Moment =
  | { readonly is: 'apart'; readonly ms: number }
  | {
      readonly is: 'clock'
      readonly daysAgo: number
      readonly hour: number
      readonly minute: number
    }

const span = /^(\+?)(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)?$/
const clock = /^(\d+)d (\d{2}):(\d{2})$/

/** Reads a moment; null when the text is none. */
export function parseMoment(text: string): Moment | null {
  const onClock = clock.exec(text)
  if (onClock) {
    const [daysAgo = 0, hour = 0, minute = 0] = onClock.slice(1).map(Number)
    return hour < 24 && minute < 60 ? { is: 'clock', daysAgo, hour, minute } : null
  }
  const apart = span.exec(text)
  if (!apart || !/\d/.test(text)) return null
  const [days = 0, hours = 0, minutes = 0] = apart.slice(2).map((part) => Number(part ?? 0))
  const ms = days * day_ms + (hours * 60 + minutes) * minute_ms
  return { is: 'apart', ms: apart[1] === '+' ? ms : -ms }
}

export const momentSchema = z.string().transform((text, ctx) => {
  const moment = parseMoment(text.trim())
  if (moment) return moment
  ctx.addIssue({ code: 'custom', message: `not a moment: ${text}` })
  return z.NEVER
})

/** When the sample is loaded, and on whose clock. */
export interface Anchor {
  readonly now: Instant
  readonly timeZone: string
}

/** The moment as an instant. */
export function instantOf(moment: Moment, { now, timeZone }: Anchor): Instant {
  if (moment.is === 'apart') return now + moment.ms
  const today = new Date(now + offsetAt(now, timeZone))
  const local = Date.UTC(
    today.getUTCFullYear(),
    today.getUTCMonth(),
    today.getUTCDate() - moment.daysAgo,
    moment.hour,
    moment.minute,
  )
  return local - offsetAt(local, timeZone)
}

/** The day that a story calls "today": its own when it has one, else the day of loading. */
export const dayOf = (moment: Moment, anchor: Anchor): Instant =>
  moment.is === 'clock' ? instantOf(moment, anchor) : anchor.now

/** How far the zone's clock is ahead of UTC at that instant, in milliseconds. */
function offsetAt(at: Instant, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const parts = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '')
  if (!parts) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  return (parts[1] === '-' ? -minutes : minutes) * minute_ms
}
