import { useSyncExternalStore } from 'react'
import type { Instant } from '../../shared/model/time.ts'

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

/** This device's clock, renewed on each full `every` milliseconds; one timer serves all readers. */
export function useNow(every: number): Instant {
  const { subscribe, get } = watcher(every)
  return useSyncExternalStore(subscribe, get)
}
