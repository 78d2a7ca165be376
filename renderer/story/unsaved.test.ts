import { expect, it } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import type { ShownSafety } from '../editor/provider/safety-word.ts'
import { followSaving, unsaved } from './unsaved.ts'

const full = { kind: 'failed', why: 'The disk is full.', remedy: 'Free some space.' } as const

/** An open story, as far as its saving goes. */
function aSession(safety: ShownSafety) {
  const listeners = new Set<() => void>()
  return {
    safety,
    onChange(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    becomes(next: ShownSafety) {
      this.safety = next
      for (const listener of listeners) listener()
    },
  }
}

it('[SW2] says that words are not saved until the last story that holds some has written them', () => {
  const [one, two] = [
    aSession({ word: 'on-server' }),
    aSession({ word: 'not-saved', trouble: full }),
  ]
  let told = 0
  const stopListening = unsaved.subscribe(() => {
    told += 1
  })
  const ends = [followSaving(newStoryId(), one), followSaving(newStoryId(), two)]
  expect(unsaved.get()).toBe(full)
  one.becomes({ word: 'not-saved', trouble: { kind: 'engine-silent' } })
  two.becomes({ word: 'on-device' })
  expect(unsaved.get()).toEqual({ kind: 'engine-silent' })
  one.becomes({ word: 'on-device' })
  expect(unsaved.get()).toBeNull()
  expect(told).toBe(3)
  two.becomes({ word: 'not-saved', trouble: full })
  for (const end of ends) end()
  expect(unsaved.get()).toBeNull()
  two.becomes({ word: 'not-saved', trouble: full })
  expect(unsaved.get()).toBeNull()
  stopListening()
})
