import { describe, expect, it } from 'vitest'
import { gathering, longest_ms, shortest_ms } from './gathering.ts'

/** So many updates a second, evenly, for so long. */
function typing(perSecond: number, seconds: number) {
  let now = 0
  const watched = gathering(() => now)
  for (let n = 0; n < perSecond * seconds; n++) {
    now += 1000 / perSecond
    watched.came()
  }
  return { watched, wait: (ms: number) => (now += ms) }
}

describe('gathering', () => {
  it('lets updates wait for company while few people type', () => {
    expect(typing(4, 3).watched.pace()).toBe(longest_ms)
    expect(typing(400, 3).watched.pace()).toBe(longest_ms)
  })

  it('lets nothing wait for long when commits have company anyway', () => {
    expect(typing(1000, 3).watched.pace()).toBe(shortest_ms)
    expect(typing(5000, 3).watched.pace()).toBe(shortest_ms)
  })

  it('shortens the wait in between', () => {
    const pace = typing(650, 3).watched.pace()
    expect(pace).toBeGreaterThan(shortest_ms)
    expect(pace).toBeLessThan(longest_ms)
  })

  it('is calm again when the rush is over', () => {
    const { watched, wait } = typing(2000, 3)
    expect(watched.pace()).toBe(shortest_ms)
    wait(60_000)
    expect(watched.pace()).toBe(longest_ms)
  })
})
