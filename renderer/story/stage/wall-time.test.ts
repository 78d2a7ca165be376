import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWallTime, toWallTime } from './wall-time.ts'

describe('wall time', () => {
  it('[WT1] comes back as the same minute in any zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Gaza',
      'America/Caracas',
      'Asia/Kathmandu',
      'Europe/Madrid',
    )
    const minute = fc.integer({ min: 26_000_000, max: 32_000_000 }).map((n) => n * 60_000)
    fc.assert(
      fc.property(minute, zone, (at, timeZone) => {
        const wall = toWallTime(at, timeZone)
        const back = fromWallTime(wall, timeZone)
        expect(back === null ? null : toWallTime(back, timeZone)).toBe(wall)
      }),
      { numRuns: 500 },
    )
  })

  it('reads a desk time as the instant it is', () => {
    expect(fromWallTime('2026-11-22T18:30', 'Europe/Madrid')).toBe(Date.UTC(2026, 10, 22, 17, 30))
    expect(fromWallTime('2026-03-29T02:30', 'Europe/Madrid')).not.toBeNull()
    for (const bad of ['', 'tomorrow', '2026-13-40T99:99']) {
      expect(fromWallTime(bad, 'UTC')).toBeNull()
    }
  })
})
