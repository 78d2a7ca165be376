import { afterEach, expect, it, vi } from 'vitest'
import { dismissToast, holdToasts, toast, toastAlarm, toastStore } from './toasts.ts'

const shown = () => toastStore.get().map(({ text, times }) => [text, times])

afterEach(() => {
  for (const { id } of toastStore.get()) dismissToast(id)
  vi.useRealTimers()
})

it('the same words stand once, with how often they were said', () => {
  vi.useFakeTimers()
  toast('Copied')
  toast('Saved')
  toast('Copied')
  expect(shown()).toEqual([
    ['Saved', 1],
    ['Copied', 2],
  ])
  // The second one stays as long as if it were the first.
  vi.advanceTimersByTime(6999)
  expect(shown()).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual([])
})

it('the newest offer to undo is the one that counts', () => {
  const undone: number[] = []
  for (const n of [1, 2]) toast('Moved', { label: 'Undo', run: () => undone.push(n) })
  const [only] = toastStore.get()
  only?.action?.run()
  expect([shown(), undone]).toEqual([[['Moved', 2]], [2]])
})

it('one that somebody is about to press does not go away', () => {
  vi.useFakeTimers()
  toast('Settled', { label: 'Take back', run: () => {} })
  holdToasts(true)
  vi.advanceTimersByTime(60_000)
  expect(shown()).toEqual([['Settled', 1]])
  holdToasts(false)
  expect(shown()).toEqual([])
})

it('alarms that lead to two stories stand twice', () => {
  for (let n = 0; n < 2; n += 1) toastAlarm('Refused', { label: 'Open', run: () => {} })
  toastAlarm('The disk is full')
  toastAlarm('The disk is full')
  expect(shown()).toEqual([
    ['Refused', 1],
    ['Refused', 1],
    ['The disk is full', 2],
  ])
})
