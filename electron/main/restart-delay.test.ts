import { describe, expect, it } from 'vitest'
import { restartDelay } from './restart-delay.ts'

describe('the wait before a restart', () => {
  it('[DEP1] is none for a death now and then, and grows in a crash loop', () => {
    const now = 1_000_000
    expect(restartDelay([now], now)).toBe(0)
    expect(restartDelay([now - 500_000, now - 400_000, now - 300_000, now], now)).toBe(0)
    const loop = (deaths: number) => restartDelay(Array(deaths).fill(now), now)
    expect(loop(3)).toBe(0)
    expect(loop(4)).toBe(250)
    expect(loop(5)).toBe(500)
    expect(loop(50)).toBe(10_000)
  })
})
