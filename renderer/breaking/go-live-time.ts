/**
 * Times as they are typed for a breaking line: "18:00", "18:00:30", "+5" minutes, "+20s", "+1h",
 * or a whole "2026-11-23 06:30". In the desk's zone.
 *
 * GT1  A clock time means its next coming: later today, else tomorrow.
 * GT2  Wall-clock times become instants by the rules of the zone, on days when clocks change too.
 */
import type { Instant } from '../../shared/model/time.ts'
import { dayKey, wallTime } from '../words/clock.ts'

const relative = /^\+\s*(\d{1,5})\s*(s|m|h|ث|د|س)?$/
const clockTime = /^(?:(\d{4})-(\d{2})-(\d{2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2}))?$/

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  ث: 1000,
  m: 60_000,
  د: 60_000,
  h: 3_600_000,
  س: 3_600_000,
}

/** Arabic-Indic digits as Latin ones. */
const latinDigits = (text: string): string =>
  text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))

/** The instant at which clocks of that zone show this wall time; NaN when there is no such day. */
export function instantOf(day: string, time: string, timeZone: string): Instant {
  const wall = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(wall)) return wall
  const shown = (at: Instant) => Date.parse(`${dayKey(at, timeZone)}T${wallTime(at, timeZone)}Z`)
  const first = wall - (shown(wall) - wall)
  return first + (wall - shown(first))
}

const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0')

/** When the line goes live, or null when the text is not a time. */
export function parseGoLive(text: string, now: Instant, timeZone: string): Instant | null {
  const typed = latinDigits(text.trim())
  const ahead = relative.exec(typed)
  if (ahead) return now + Number(ahead[1]) * (unitMs[ahead[2] ?? 'm'] ?? 60_000)
  const found = clockTime.exec(typed)
  if (!found) return null
  const [, year, month, date, hour, minute, second] = found
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  const time = `${two(hour)}:${two(minute)}:${two(second)}`
  const day = year ? `${year}-${month}-${date}` : dayKey(now, timeZone)
  const at = instantOf(day, time, timeZone)
  if (Number.isNaN(at)) return null
  if (year || at > now) return at
  return instantOf(dayKey(at + 26 * 3_600_000, timeZone), time, timeZone)
}
