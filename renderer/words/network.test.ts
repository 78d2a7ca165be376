import { expect, it } from 'vitest'
import { duration, size } from './network.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

it('tells how long in the largest unit that fits', () => {
  expect(duration('en', 90_000)).toBe('2 minutes')
  expect(duration('en', hour)).toBe('1 hour')
  expect(duration('en', 23.9 * hour)).toBe('1 day')
  expect(duration('en', 3 * day + 5 * hour)).toBe('3 days')
  expect(duration('en', 20_000)).toBe('1 minute')
  expect(duration('es', 12 * minute)).toBe('12 minutos')
})

it('tells sizes in kilobytes at least: nobody counts bytes', () => {
  expect(size('en', 75)).toBe('1 kB')
  expect(size('en', 3400)).toBe('3 kB')
  expect(size('en', 2_140_000)).toBe('2.1 MB')
  expect(size('en', 3e12)).toBe('3,000 GB')
})
