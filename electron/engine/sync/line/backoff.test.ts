import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asAsked, backoff, moveOn } from './backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

/** A fleet's dice: the same desks each time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Most desks that come within any `window` milliseconds. */
function mostAtOnce(times: readonly number[], window: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.max(
    ...sorted.map((start, i) => sorted.slice(i).filter((time) => time < start + window).length),
  )
}

describe('waiting before the next try', () => {
  it('[DLN19] is never shorter than the server asked for, and never longer than half a minute', () => {
    fc.assert(
      fc.property(fc.nat(60_000), random, (asked, dealt) => {
        const wait = asAsked(asked, dealt)
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked, 30_000))
        expect(wait).toBeGreaterThanOrEqual(250)
        expect(wait).toBeLessThanOrEqual(30_000)
      }),
    )
  })

  it('[DLN3] never takes more than half a minute and never less than a quarter second', () => {
    fc.assert(
      fc.property(fc.nat(10_000), random, (tries, dealt) => {
        const wait = backoff(tries, dealt)
        expect(wait).toBeGreaterThanOrEqual(250)
        expect(wait).toBeLessThanOrEqual(30_000)
        expect(moveOn(dealt)).toBeLessThan(1000)
      }),
    )
  })

  it('grows with every failure until its limit, for the same luck', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), random, (tries, dealt) => {
        expect(backoff(tries + 1, dealt)).toBeGreaterThanOrEqual(backoff(tries, dealt))
      }),
    )
  })

  it('[DLN4] brings 500 desks back spread out, from the first try on', () => {
    const roll = dice(7)
    for (const tries of [0, 1, 2, 3, 8]) {
      const times = Array.from({ length: 500 }, () => backoff(tries, roll()))
      // A fifth of the wait holds a fifth of the desks, give or take.
      const whole = Math.max(...times) - Math.min(...times)
      expect(mostAtOnce(times, whole / 5)).toBeLessThan(150)
    }
    const moving = Array.from({ length: 500 }, () => moveOn(roll()))
    expect(mostAtOnce(moving, 170)).toBeLessThan(150)
  })
})
