import { useSyncExternalStore } from 'react'
import type { Instant } from '../../shared/model/time.ts'
import { clockOffset, wrongBy } from './network.ts'

const watchers = new Map<number, { subscribe(changed: () => void): () => void; get(): Instant }>()

function watcher(every: number) {
  const known = watchers.get(every)
  if (known) return known
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
    timer = setTimeout(tick, every - (now % every))
  }
  const made = {
    subscribe(changed: () => void) {
      listeners.add(changed)
      if (listeners.size === 1) tick()
      return () => {
        listeners.delete(changed)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
    get: () => now,
  }
  watchers.set(every, made)
  return made
}

function useTick(every: number): Instant {
  const { subscribe, get } = watcher(every)
  return useSyncExternalStore(subscribe, get)
}

/**
 * The time that people here go by, renewed on each full `every` milliseconds; one timer serves all
 * readers. It is this device's clock, unless that is set wrong: then it is the newsroom's.
 */
export const useNow = (every: number): Instant => useTick(every) + (wrongBy() ?? 0)

/** The server's time, as exactly as it is known: what is scheduled or judged goes by it. */
export const useServerNow = (every: number): Instant => useTick(every) + clockOffset()
