import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atMostEvery, Calm } from './calm.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Shows what is heard; only "safe" may wait. */
function aScreen() {
  const shown: string[] = []
  const calm = new Calm<string>(
    { same: (a, b) => a === b, mayWait: (_, next) => next === 'safe', rest: 1000 },
    (value) => shown.push(value),
  )
  return { shown, calm }
}

describe('calm', () => {
  it('[CM1] does not flicker while somebody types', () => {
    const { shown, calm } = aScreen()
    calm.hear('writing')
    for (let key = 0; key < 100; key++) {
      calm.hear('safe')
      vi.advanceTimersByTime(90)
      calm.hear('writing')
      vi.advanceTimersByTime(90)
    }
    expect(shown).toEqual(['writing'])
    calm.hear('safe')
    vi.advanceTimersByTime(1000)
    expect(shown).toEqual(['writing', 'safe'])
  })

  it('[CM2] says at once what may not wait, also while something else waits', () => {
    const { shown, calm } = aScreen()
    calm.hear('writing')
    calm.hear('safe')
    calm.hear('not saved')
    expect(shown).toEqual(['writing', 'not saved'])
    vi.advanceTimersByTime(5000)
    expect(shown).toEqual(['writing', 'not saved'])
  })

  it('[CM2] shows the first value at once', () => {
    const { shown, calm } = aScreen()
    calm.hear('safe')
    expect(shown).toEqual(['safe'])
  })
})

describe('at most every so often', () => {
  it('runs at once, then once a pause, and never forgets the last call', () => {
    let runs = 0
    const ask = atMostEvery(1000, () => runs++)
    ask()
    expect(runs).toBe(1)
    for (let key = 0; key < 25; key++) {
      vi.advanceTimersByTime(100)
      ask()
    }
    expect(runs).toBe(3)
    vi.advanceTimersByTime(1000)
    expect(runs).toBe(4)
    vi.advanceTimersByTime(5000)
    expect(runs).toBe(4)
  })
})
