import { describe, expect, it } from 'vitest'
import { instantOf, parseGoLive } from './go-live-time.ts'

const zone = 'Africa/Cairo'
/** 15:42:10 in Cairo. */
const now = Date.UTC(2026, 10, 22, 13, 42, 10)

describe('the time at which a line goes live', () => {
  it('[GT1] takes a clock time as its next coming', () => {
    expect(parseGoLive('18:00', now, zone)).toBe(Date.UTC(2026, 10, 22, 16, 0))
    expect(parseGoLive('15:42:30', now, zone)).toBe(now + 20_000)
    expect(parseGoLive('9:05', now, zone)).toBe(Date.UTC(2026, 10, 23, 7, 5))
  })

  it('takes distances in minutes, seconds and hours', () => {
    expect(parseGoLive('+5', now, zone)).toBe(now + 300_000)
    expect(parseGoLive('+20s', now, zone)).toBe(now + 20_000)
    expect(parseGoLive('+ 1h', now, zone)).toBe(now + 3_600_000)
  })

  it('reads Arabic-Indic figures', () => {
    expect(parseGoLive('١٨:٠٠', now, zone)).toBe(parseGoLive('18:00', now, zone))
  })

  it('takes a whole date as it stands, also in the past', () => {
    expect(parseGoLive('2026-11-23 06:30', now, zone)).toBe(Date.UTC(2026, 10, 23, 4, 30))
    expect(parseGoLive('2020-01-01 00:00', now, zone)).toBeLessThan(now)
  })

  it('refuses what is not a time', () => {
    for (const text of ['', 'soon', '25:00', '12:75', '18', '+', '2026-13-40 10:00']) {
      expect(parseGoLive(text, now, zone)).toBeNull()
    }
  })

  it('[GT2] keeps to the wall clock across a change of clocks', () => {
    // Madrid leaves summer time on 25 October 2026 at 03:00.
    expect(instantOf('2026-10-25', '12:00:00', 'Europe/Madrid')).toBe(Date.UTC(2026, 9, 25, 11))
    expect(instantOf('2026-10-24', '12:00:00', 'Europe/Madrid')).toBe(Date.UTC(2026, 9, 24, 10))
    const evening = Date.UTC(2026, 9, 24, 20)
    expect(parseGoLive('12:00', evening, 'Europe/Madrid')).toBe(Date.UTC(2026, 9, 25, 11))
  })
})
