import { expect, it } from 'vitest'
import { aboutSoLong, duration, networkWords, size } from './network.ts'

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

it('tells a remaining time no finer than anybody can know it, in every language', () => {
  const left = (language: 'en' | 'ar' | 'es', seconds: number) =>
    networkWords[language].timeLeft(aboutSoLong(seconds))
  expect(left('en', 3)).toBe('about 5 seconds left')
  expect(left('en', 37)).toBe('about 40 seconds left')
  expect(left('en', 51)).toBe('about 1 minute left')
  expect(left('en', 130)).toBe('about 2 minutes left')
  expect(left('en', 7000)).toBe('about 2 hours left')
  expect(left('ar', 130)).toBe('بقيت دقيقتان تقريبًا')
  expect(left('ar', 37)).toBe('بقيت ٤٠ ثانية تقريبًا')
  expect(left('es', 61)).toBe('queda cerca de 1 minuto')
  expect(left('es', 7000)).toBe('quedan unas 2 horas')
})
