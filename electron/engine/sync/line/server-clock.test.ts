import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterSleep, offsetAt } from './server-clock.ts'

const day = 86_400_000
const wall = fc.integer({ min: 1e12, max: 2e12 })
const offset = fc.integer({ min: -10 * day, max: 10 * day })
const later = fc.nat(30 * day)

describe('the server’s clock', () => {
  it('is not guessed before it was measured', () => {
    expect(offsetAt(null, { wall: 5, steady: 5 })).toBe(0)
  })

  it('[DLN8] stays right when the desk’s clock is set a day forward or back', () => {
    fc.assert(
      fc.property(wall, offset, later, fc.constantFrom(-day, day, 7 * day), (at, by, then, set) => {
        const measured = { server: at + by, wall: at, steady: 1000 }
        const now = { wall: at + then + set, steady: 1000 + then }
        expect(now.wall + offsetAt(measured, now)).toBe(at + by + then)
      }),
    )
  })

  it('[DLN9] goes on through sleep, when the steady clock stood still', () => {
    fc.assert(
      fc.property(wall, offset, later, (at, by, slept) => {
        const measured = { server: at + by, wall: at, steady: 1000 }
        const before = { wall: at + 500, steady: 1500 }
        const now = { wall: before.wall + slept, steady: 1510 }
        const woken = afterSleep(measured, before, now)
        expect(now.wall + offsetAt(woken, now)).toBe(at + by + 500 + slept)
      }),
    )
  })

  it('follows a clock that is merely slewed', () => {
    const measured = { server: 10_000, wall: 9000, steady: 0 }
    expect(offsetAt(measured, { wall: 9000 + 60_100, steady: 60_000 })).toBe(1000)
  })
})
