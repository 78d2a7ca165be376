import { describe, expect, it } from 'vitest'
import { captionDate, withDays } from './dates-in-text.ts'
import { dayOf, instantOf, parseMoment } from './moment.ts'

/** A Sunday, 18:30 on the newsroom's clock. */
const anchor = { now: Date.UTC(2026, 10, 22, 15, 30), timeZone: 'Etc/GMT-3' }
const told = (text: string) => {
  const moment = parseMoment(text)
  return moment && new Date(instantOf(moment, anchor)).toISOString()
}

describe('a moment of the sample', () => {
  it('[SA3] is told from the moment of loading', () => {
    expect(told('22m')).toBe('2026-11-22T15:08:00.000Z')
    expect(told('+1d 6h')).toBe('2026-11-23T21:30:00.000Z')
    expect(told('1d 19:42')).toBe('2026-11-21T16:42:00.000Z')
    expect(told('0d 00:10')).toBe('2026-11-21T21:10:00.000Z')
  })

  it('is refused when it is none', () => {
    for (const text of ['', 'soon', '1d 25:00', '+', '12:30']) expect(parseMoment(text)).toBeNull()
  })

  it('has a day that the text can name, in each language', () => {
    const moment = parseMoment('1d 19:42')
    if (!moment) throw new Error('not read')
    const today = dayOf(moment, anchor)
    const name = (text: string, language: 'en' | 'ar' | 'es') =>
      withDays(text, today, language, anchor.timeZone)
    expect(name('on {day} and {day+2}', 'en')).toBe('on Saturday and Monday')
    expect(name('{day-1}', 'ar')).toBe('الجمعة')
    expect(name('el {day+2}', 'es')).toBe('el lunes')
  })

  it('is dated in captions as each language writes it', () => {
    const taken = '2026-11-21T17:12'
    expect(captionDate(taken, 'en')).toBe('Saturday, November 21, 2026')
    expect(captionDate(taken, 'ar')).toBe('السبت 21 تشرين الثاني 2026')
    expect(captionDate(taken, 'es')).toBe('sábado 21 de noviembre de 2026')
  })
})
