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
