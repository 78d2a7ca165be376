import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocketServer } from 'ws'
import { sayGoodbye } from './goodbye.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** When each of so many desks is told, in milliseconds. */
async function toldAt(desks: number, hasSiblings: boolean): Promise<number[]> {
  const begun = Date.now()
  const told: number[] = []
  const desk = { leave: async () => void told.push(Date.now() - begun) }
  const sockets = { clients: new Set(), close: (done: () => void) => void queueMicrotask(done) }
  const gone = sayGoodbye(sockets as unknown as WebSocketServer, new Array(desks).fill(desk), {
    hasSiblings,
  })
  await vi.advanceTimersByTimeAsync(10_000)
  await gone
  return told
}

const mostWithin = (window: number, times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + window).length))

describe('a goodbye', () => {
  it('[VLS5] is said to one desk after the other', async () => {
    const told = await toldAt(50, true)
    expect(told).toHaveLength(50)
    expect(told[0]).toBe(0)
    expect(told.at(-1)).toBeLessThan(1000)
    expect(mostWithin(100, told)).toBeLessThanOrEqual(11)
  })

  it('[VLS5] takes no longer than two seconds, however many there are', async () => {
    const told = await toldAt(2000, true)
    expect(told).toHaveLength(2000)
    expect(told.at(-1)).toBeLessThanOrEqual(2000)
    expect(mostWithin(100, told)).toBeLessThanOrEqual(150)
  })

  it('is said to all at once where nobody else can take them in', async () => {
    expect((await toldAt(50, false)).at(-1)).toBeLessThan(10)
    expect(await toldAt(0, true)).toEqual([])
  })
})
