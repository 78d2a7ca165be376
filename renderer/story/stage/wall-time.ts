/**
 * Times as a person of the desk types them: "2026-11-22T18:30" in the desk's zone.
 *
 * WT1  What is typed and what is shown are the same minute, on days when clocks change too.
 */
import type { Instant } from '../../../shared/model/time.ts'

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/

/** The wall clock of that zone, in the form of a date-and-time field. */
export function toWallTime(at: Instant, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const { year, month, day, hour, minute } = parts
  return `${year}-${month}-${day}T${hour}:${minute}`
}

const asUtc = (wall: string): number => Date.parse(`${wall.slice(0, 16)}Z`)

/** The instant of a typed wall clock, or null. In the hour that clocks skip, the time after it. */
export function fromWallTime(text: string, timeZone: string): Instant | null {
  if (!pattern.test(text) || Number.isNaN(asUtc(text))) return null
  const wanted = asUtc(text)
  // The zone's offset at the first guess is right but near a change of clocks; then the second is.
  let at = wanted
  for (let n = 0; n < 2; n++) at -= asUtc(toWallTime(at, timeZone)) - wanted
  return at >= 0 ? at : null
}
