/** Times as people say them: "14:05, today" in the desk's zone, in the figures of the language. */
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { figures, localeOf, number } from './words.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}

const clockIn = (locale: string, at: Instant, timeZone: string, seconds: boolean): string =>
  format(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
  }).format(at)

/** "16:42", or "16:42:07" with seconds, in that zone; "١٦:٤٢" in Arabic. */
export const clock = (language: Language, at: Instant, timeZone: string, seconds = false): string =>
  clockIn(localeOf[language], at, timeZone, seconds)

/** "16:42:07" in that zone, for reckoning: Latin figures whatever the language. */
export const wallTime = (at: Instant, timeZone: string): string =>
  clockIn('en-GB', at, timeZone, true)

/** "2026-11-22" in that zone: two instants on one day give the same. */
export const dayKey = (at: Instant, timeZone: string): string =>
  format('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const dayLength = 86_400_000

/** Whole days from `at` to `now` by the calendar of that zone; negative in the future. */
export function daysAgo(at: Instant, now: Instant, timeZone: string): number {
  const day = (instant: Instant) => Date.parse(`${dayKey(instant, timeZone)}T00:00:00Z`)
  return Math.round((day(now) - day(at)) / dayLength)
}

const dayNames: Record<Language, { today: string; yesterday: string; tomorrow: string }> = {
  en: { today: 'today', yesterday: 'yesterday', tomorrow: 'tomorrow' },
  ar: { today: 'اليوم', yesterday: 'أمس', tomorrow: 'غدًا' },
  es: { today: 'hoy', yesterday: 'ayer', tomorrow: 'mañana' },
}

/** "today", "yesterday", "tomorrow", "Friday", "9 November", "9 November 2025". */
export function dayName(language: Language, at: Instant, now: Instant, timeZone: string): string {
  const ago = daysAgo(at, now, timeZone)
  if (ago === 0) return dayNames[language].today
  if (ago === 1) return dayNames[language].yesterday
  if (ago === -1) return dayNames[language].tomorrow
  if (ago > 0 && ago < 7)
    return format(localeOf[language], { timeZone, weekday: 'long' }).format(at)
  const year = { timeZone, year: 'numeric' } as const
  const sameYear = format('en', year).format(at) === format('en', year).format(now)
  const date = { timeZone, day: 'numeric', month: 'long' } as const
  return format(localeOf[language], sameYear ? date : { ...date, year: 'numeric' }).format(at)
}

/** "14:05, today", or "14:05:30, today" with seconds. */
export const clockAndDay = (
  language: Language,
  at: Instant,
  now: Instant,
  timeZone: string,
  seconds = false,
): string =>
  `${clock(language, at, timeZone, seconds)}${language === 'ar' ? '،' : ','} ${dayName(language, at, now, timeZone)}`

/** "Sunday, 22 November 2026 at 14:05:09 GMT+3": for hovering. */
export const fullTime = (language: Language, at: Instant, timeZone: string): string =>
  format(localeOf[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)

const ageUnits: Record<Language, { now: string; min: string; hour: string; day: string }> = {
  en: { now: 'now', min: '# min', hour: '# h', day: '# d' },
  ar: { now: 'الآن', min: '# د', hour: '# س', day: '# ي' },
  es: { now: 'ahora', min: '# min', hour: '# h', day: '# d' },
}

/** "now", "22 min", "1 h", "3 d". */
export function age(language: Language, at: Instant, now: Instant): string {
  const minutes = Math.floor(Math.max(0, now - at) / 60_000)
  const units = ageUnits[language]
  if (minutes < 1) return units.now
  const fill = (unit: string, value: number) => unit.replace('#', number(language, value))
  if (minutes < 60) return fill(units.min, minutes)
  if (minutes < 48 * 60) return fill(units.hour, Math.floor(minutes / 60))
  return fill(units.day, Math.floor(minutes / (24 * 60)))
}

/** Less than a minute ago: then "now" says nothing that the eye does not see. */
export const isFresh = (at: Instant, now: Instant): boolean => now - at < 60_000

/** Time left to the second: "3:12:04", "4:09". */
export function timeLeft(language: Language, milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const text = `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
  return figures(language, text)
}

/** How far that zone is from UTC now, as people write it: "UTC+3", "UTC−3:30", "UTC". */
export function zoneOffset(zone: string, now: Instant): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
  const name = parts.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC'
  return name.replace('GMT', 'UTC').replace('-', '−').replace('+0', '')
}
