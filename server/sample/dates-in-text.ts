/** Days inside the sample's texts: `{day}`, `{day-1}`, `{day+2}` in a story, `{date}` in a caption. */
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'

const day_ms = 24 * 3_600_000

const locales: Record<Language, string> = { en: 'en-US', ar: 'ar-LB-u-nu-latn', es: 'es' }

/** Puts names of weekdays in the place of their marks, counted from `today`. */
export function withDays(
  text: string,
  today: Instant,
  language: Language,
  timeZone: string,
): string {
  const name = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone })
  return text.replaceAll(/\{day([+-]\d+)?\}/g, (_, days: string | undefined) =>
    name.format(today + Number(days ?? 0) * day_ms),
  )
}

/** A date as captions write it: "Saturday, November 21, 2026". `date` is `yyyy-mm-dd…`. */
export function captionDate(date: string, language: Language): string {
  const at = Date.parse(`${date.slice(0, 10)}T12:00:00Z`)
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }).format(at)
  const weekday = part({ weekday: 'long' })
  const month = part({ month: 'long' })
  const [year, , day] = date.slice(0, 10).split('-').map(Number)
  if (language === 'en') return `${weekday}, ${month} ${day}, ${year}`
  if (language === 'es') return `${weekday} ${day} de ${month} de ${year}`
  return `${weekday} ${day} ${month} ${year}`
}

/** A caption with its date written out. */
export const withDate = (text: string, date: string, language: Language): string =>
  text.replaceAll('{date}', captionDate(date, language))
