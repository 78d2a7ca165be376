import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WakeUpListener, WakeUps } from '../db/wake-ups.ts'
import { runScheduler } from './scheduler.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const aWhile = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

it('a scheduler looks again at once when it is called while it asks how long to rest', async () => {
  let looks = 0
  const asked: ((rows: { nap: number }[]) => void)[] = []
  const executor = {
    transformQuery: (node: unknown) => node,
    compileQuery: (node: unknown) => node,
    executeQuery: () =>
      new Promise((resolve) => asked.push((rows) => resolve({ rows }))) as Promise<unknown>,
  }
  const db = {
    getExecutor: () => executor,
    transaction: () => ({
      execute: async () => {
        looks += 1
        return false
      },
    }),
  }
  let call: WakeUpListener = () => {}
  const wakeUps: Pick<WakeUps, 'on'> = {
    on(_topic, listener) {
      call = listener
      return () => {}
    },
  }
  const scheduler = runScheduler(db as never, wakeUps as WakeUps, { onError: () => {} })
  await aWhile()
  expect(looks).toBe(1)
  // Something falls due at once, and is committed after the rest was measured.
  call({ own: true, poll: false })
  asked.shift()?.([{ nap: 1000 }])
  await aWhile()
  await vi.advanceTimersByTimeAsync(1)
  expect(looks).toBe(2)
  const closing = scheduler.close()
  asked.shift()?.([{ nap: 1000 }])
  await closing
})
