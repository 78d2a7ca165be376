import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskIntake } from './desk-intake.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function aTap() {
  let open = true
  return {
    isOpen: () => open,
    pause: () => {
      open = false
    },
    resume: () => {
      open = true
    },
  }
}

describe('a desk’s intake', () => {
  it('[VLM2] lets a burst through and slows what goes on beyond its pace', () => {
    const tap = aTap()
    const intake = deskIntake(tap, () => Date.now())
    let taken = 0
    const takeAll = () => {
      while (tap.isOpen()) {
        intake.took(50)
        intake.answered(50)
        taken += 1
      }
    }
    takeAll()
    expect(taken).toBe(1000)
    for (let tenth = 0; tenth < 100; tenth++) {
      vi.advanceTimersByTime(100)
      takeAll()
    }
    // Ten seconds more at a hundred a second, read one by one or ten by ten.
    expect(taken).toBeGreaterThanOrEqual(1900)
    expect(taken).toBeLessThanOrEqual(2001)
    vi.advanceTimersByTime(60_000)
    expect(tap.isOpen()).toBe(true)
    intake.close()
  })

  it('[VLM3] reads no more while too much waits for its commit, and goes on after it', () => {
    const tap = aTap()
    const intake = deskIntake(tap, () => Date.now())
    const megabytes10 = 10 * 1024 * 1024
    intake.took(megabytes10)
    expect(tap.isOpen()).toBe(true)
    intake.took(megabytes10)
    expect(tap.isOpen()).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(tap.isOpen()).toBe(false)
    intake.answered(megabytes10)
    expect(tap.isOpen()).toBe(true)
    intake.close()
  })
})
