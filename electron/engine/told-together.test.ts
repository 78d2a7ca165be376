import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ToldTogether } from './told-together.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells once what comes within its time, and again what comes later', () => {
  const tell = vi.fn()
  const news = new ToldTogether(tell, 20)
  for (let n = 0; n < 19; n += 1) {
    news.soon()
    vi.advanceTimersByTime(1)
  }
  expect(tell).toHaveBeenCalledTimes(0)
  vi.advanceTimersByTime(1)
  expect(tell).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(tell).toHaveBeenCalledTimes(1)
  news.soon()
  vi.advanceTimersByTime(20)
  expect(tell).toHaveBeenCalledTimes(2)
})

it('tells nothing once it is closed', () => {
  const tell = vi.fn()
  const news = new ToldTogether(tell, 20)
  news.soon()
  news.close()
  news.soon()
  vi.advanceTimersByTime(1000)
  expect(tell).toHaveBeenCalledTimes(0)
})
