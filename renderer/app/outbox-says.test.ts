import { expect, it } from 'vitest'
import { outboxSays } from './outbox-says.ts'

it('never says of words that are not saved that they are on this device, or that nothing waits', () => {
  const notSaved = { word: 'not-saved', why: 'The disk is full.', remedy: 'Free space.' } as const
  for (const counted of [false, true]) {
    expect(outboxSays({ safety: notSaved, counted, told: true })).toBe('not-saved')
  }
})

it('speaks of last words, or of nothing, only where nothing is counted', () => {
  const quiet = { counted: false, told: true }
  expect(outboxSays({ ...quiet, safety: { word: 'on-device' } })).toBe('last-words')
  expect(outboxSays({ ...quiet, safety: { word: 'waiting', updates: 1, since: 1 } })).toBe(
    'last-words',
  )
  expect(outboxSays({ ...quiet, safety: { word: 'on-server' } })).toBe('nothing-waits')
  expect(outboxSays({ ...quiet, safety: null })).toBe('nothing-waits')
  expect(outboxSays({ safety: null, counted: false, told: false })).toBeNull()
  expect(outboxSays({ safety: { word: 'on-device' }, counted: true, told: true })).toBeNull()
})
