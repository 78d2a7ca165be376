import { expect, it } from 'vitest'
import { newStoryId } from '../../../shared/model/ids.ts'
import { aFolder, aStore } from '../testing/a-store.ts'

it('[DHW1] knows after an end without a word what windows had open, and forgets what none comes back to', () => {
  const folder = aFolder()
  const [left, kept, lost] = [newStoryId(), newStoryId(), newStoryId()]
  const before = aStore({ folder })
  for (const story of [left, kept, lost]) before.held.opened(story)
  // Its own run has windows to ask.
  expect(before.held.mayHold(kept)).toBe(false)
  before.held.closed(left)
  before.close()

  const next = aStore({ folder })
  expect([left, kept, lost].map((story) => next.held.mayHold(story))).toEqual([false, true, true])
  next.held.forgetAllBut(new Set([kept]))
  expect(next.held.mayHold(kept)).toBe(true)
  expect(next.held.mayHold(lost)).toBe(false)
  next.close()
  const third = aStore({ folder })
  expect(third.held.mayHold(kept)).toBe(true)
  expect(third.held.mayHold(lost)).toBe(false)
})
