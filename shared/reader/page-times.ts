/** Dates and times as readers see them: in the edition's language, in the newsroom's zone. */
import type { Instant } from '../model/time.ts'
import type { Language } from '../model/vocabulary.ts'

/** A moment for a `<time>` element. */
export interface TimeView {
  readonly iso: string
  readonly text: string
}

/** Western digits in Arabic too, as the newsroom's clocks have them. */
const locales: Record<Language, string> = { en: 'en-GB', ar: 'ar-LB-u-nu-latn', es: 'es' }

const formats = new Map<string, Intl.DateTimeFormat>()

/** Formatters are costly to make and asked for many times per page. */
function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options })
  formats.set(key, made)
  return made
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const shortDay = { day: 'numeric', month: 'short', year: 'numeric' } as const
const longDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

const view = (at: Instant, text: string): TimeView => ({ iso: new Date(at).toISOString(), text })

/** 22 Nov 2026 */
export const dayView = (at: Instant, language: Language, zone: string): TimeView =>
  view(
    at,
    format(language, zone, language === 'ar' ? { ...shortDay, month: 'long' } : shortDay).format(
      at,
    ),
  )

/** Sunday 22 November 2026 */
export const longDayView = (at: Instant, language: Language, zone: string): TimeView =>
  view(at, format(language, zone, longDay).format(at))

/** 16:42 */
export const clockView = (at: Instant, language: Language, zone: string): TimeView =>
  view(at, format(language, zone, clock).format(at))

/** 22 Nov 2026 16:42 */
export const momentView = (at: Instant, language: Language, zone: string): TimeView =>
  view(at, `${dayView(at, language, zone).text} ${clockView(at, language, zone).text}`)

/** 16:42 on the day itself, 21 Nov 16:42 later. */
export function recentView(at: Instant, now: Instant, language: Language, zone: string): TimeView {
  const time = clockView(at, language, zone)
  if (calendarDay(at, zone).text === calendarDay(now, zone).text) return time
  const day = format(language, zone, { day: 'numeric', month: 'short' }).format(at)
  return view(at, `${day} ${time.text}`)
}

/** The calendar day on which a moment falls in a zone, in digits. */
export function calendarDay(at: Instant, zone: string) {
  // sv-SE writes ISO days: 2026-11-22.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
  const [year = '', month = '', day = ''] = text.split('-')
  return { text, year, month, day }
}
