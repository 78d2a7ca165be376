import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moved, noPace, type Pace, perSecond, secondsFor } from './progress.ts'

/** The same amount every so often, up to a time. */
function steadily(amount: number, every: number, until: number): Pace {
  let pace = noPace
  for (let at = 0; at <= until; at += every) pace = moved(pace, amount, at)
  return pace
}

describe('progress', () => {
  it('[DLN17] tells the rate and the rest of work that gets on steadily', () => {
    const pace = steadily(50_000, 500, 6000)
    const rate = perSecond(pace, 6000) ?? 0
    expect(rate).toBeGreaterThan(90_000)
    expect(rate).toBeLessThan(120_000)
    expect(secondsFor(1_000_000, pace, 6000)).toBeGreaterThanOrEqual(8)
    expect(secondsFor(1_000_000, pace, 6000)).toBeLessThanOrEqual(12)
  })

  it('[DLN17] tells nothing at the beginning, at the end and when work stands still', () => {
    expect(perSecond(noPace, 5)).toBeNull()
    expect(perSecond(steadily(1000, 100, 500), 500)).toBeNull()
    expect(perSecond(steadily(1000, 100, 5000), 10_000)).toBeNull()
    expect(secondsFor(0, steadily(1000, 100, 5000), 5000)).toBeNull()
  })

  it('[DLN22] tells the rest of work that comes in lumps every few seconds, and not too short', () => {
    const pace = steadily(64, 5000, 25_000)
    for (const now of [25_000, 28_000, 30_000]) {
      const seconds = secondsFor(640, pace, now) ?? 0
      expect(seconds).toBeGreaterThanOrEqual(50)
      expect(seconds).toBeLessThanOrEqual(60)
    }
    expect(secondsFor(640, pace, 36_000)).toBeNull()
  })

  it('[DLN22] tells no remaining time while the pace is that of a line that comes and goes', () => {
    let pace = steadily(50_000, 500, 4000)
    for (let at = 4500; at <= 8000; at += 500) pace = moved(pace, 2000, at)
    expect(perSecond(pace, 8000)).not.toBeNull()
    expect(secondsFor(1_000_000, pace, 8000)).toBeNull()
    expect(secondsFor(1_000_000, steadily(500_000, 500, 1000), 1000)).toBeNull()
  })

  it('[DLN22] does not tell minutes from what it has seen for seconds', () => {
    const seen = (ms: number) => secondsFor(3000, steadily(5, 1000, ms), ms)
    expect(seen(5000)).toBeNull()
    expect(seen(26_000)).toBe(600)
    expect(secondsFor(200, steadily(5, 1000, 5000), 5000)).toBe(40)
  })

  it('[DLN22] tells it again when the new pace has lasted', () => {
    let pace = steadily(50_000, 500, 4000)
    for (let at = 4500; at <= 40_000; at += 500) pace = moved(pace, 2000, at)
    const seconds = secondsFor(100_000, pace, 40_000) ?? 0
    expect(seconds).toBeGreaterThanOrEqual(24)
    expect(seconds).toBeLessThanOrEqual(27)
  })

  it('keeps little, however much moves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100_000), fc.nat(2000)), { maxLength: 300 }),
        (steps) => {
          let now = 0
          let pace = noPace
          for (const [amount, pause] of steps) {
            now += pause
            pace = moved(pace, amount, now)
          }
          expect(pace.buckets.length).toBeLessThanOrEqual(33)
        },
      ),
    )
  })
})
