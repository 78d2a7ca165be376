import { describe, expect, it } from 'vitest'
import { calendarDay, longDayView, momentView } from './page-times.ts'

/** 21:30 UTC on 31 December: already the new year in Port Selim. */
const lateYear = Date.UTC(2026, 11, 31, 21, 30)

describe('times on a page', () => {
  it.each([
    ['en', '1 Jan 2027 00:30'],
    ['ar', '1 كانون الثاني 2027 00:30'],
    ['es', '1 ene 2027 00:30'],
  ] as const)('are in the newsroom’s zone and the edition’s words: %s', (language, text) => {
    expect(momentView(lateYear, language, 'Etc/GMT-3')).toEqual({
      iso: '2026-12-31T21:30:00.000Z',
      text,
    })
  })

  it('name the weekday on the front page', () => {
    expect(longDayView(lateYear, 'en', 'UTC').text).toMatch(/^Thursday,? 31 December 2026$/)
  })

  it('know the calendar day of a zone', () => {
    expect(calendarDay(lateYear, 'UTC').text).toBe('2026-12-31')
    expect(calendarDay(lateYear, 'Etc/GMT-3')).toMatchObject({
      year: '2027',
      month: '01',
      day: '01',
    })
  })
})
