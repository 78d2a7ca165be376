import { describe, expect, it } from 'vitest'
import { age, clock, clockAndDay, daysAgo, timeLeft, wallTime, zoneOffset } from './clock.ts'
import { counted } from './words.ts'

const zone = 'Africa/Cairo'
const at = Date.UTC(2026, 10, 22, 13, 42)
const hour = 3_600_000

describe('times as people say them', () => {
  it('names the day in the zone of the desk, not of the machine', () => {
    const lateUtc = Date.UTC(2026, 10, 21, 22, 30)
    expect(clock('en', lateUtc, zone)).toBe('00:30')
    expect(clock('ar', lateUtc, zone, true)).toBe('٠٠:٣٠:٠٠')
    expect(wallTime(lateUtc, zone)).toBe('00:30:00')
    expect(clockAndDay('en', lateUtc, at, zone)).toBe('00:30, today')
    expect(clockAndDay('en', at - 30 * hour, at, zone)).toBe('09:42, yesterday')
    expect(clockAndDay('es', at + 24 * hour, at, zone)).toBe('15:42, mañana')
    expect(clockAndDay('ar', at, at, zone)).toBe('١٥:٤٢، اليوم')
    expect(clockAndDay('en', at - 9 * 24 * hour, at, zone)).toBe('15:42, 13 November')
  })

  it('counts calendar days across a change of clocks', () => {
    const before = Date.UTC(2026, 9, 29, 12)
    expect(daysAgo(before, before + 24 * hour, zone)).toBe(1)
  })

  it('tells ages in each language, with Arabic figures in Arabic', () => {
    expect(age('en', at - 20_000, at)).toBe('now')
    expect(age('en', at - 22 * 60_000, at)).toBe('22 min')
    expect(age('ar', at - 9 * 60_000, at)).toBe('٩ د')
    expect(age('es', at - 50 * hour, at)).toBe('2 d')
    expect(age('en', at + hour, at)).toBe('now')
  })

  it('shows time left to the second', () => {
    expect(timeLeft('en', 3 * hour + 12 * 60_000 + 4000)).toBe('3:12:04')
    expect(timeLeft('en', 249_000)).toBe('4:09')
    expect(timeLeft('en', -5)).toBe('0:00')
    expect(timeLeft('ar', 249_000)).toBe('٤:٠٩')
  })
})

describe('counted nouns', () => {
  it('uses the dual and both plurals of Arabic', () => {
    const forms = {
      one: 'كلمة واحدة',
      two: 'كلمتان',
      few: '# كلمات',
      many: '# كلمة',
      other: '# كلمة',
    }
    expect([1, 2, 5, 11, 612].map((n) => counted('ar', n, forms))).toEqual([
      'كلمة واحدة',
      'كلمتان',
      '٥ كلمات',
      '١١ كلمة',
      '٦١٢ كلمة',
    ])
  })

  it('tell a zone by its distance from UTC', () => {
    expect(zoneOffset('Asia/Kolkata', Date.UTC(2026, 10, 22))).toBe('UTC+5:30')
    expect(zoneOffset('Etc/GMT-3', Date.UTC(2026, 10, 22))).toBe('UTC+3')
    expect(zoneOffset('America/New_York', Date.UTC(2026, 10, 22))).toBe('UTC−5')
    expect(zoneOffset('UTC', 0)).toBe('UTC')
  })
})
