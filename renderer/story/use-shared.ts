/** Values inside the story's document, followed by React. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** What `read` gives of a shared type, renewed when it changes; equal values keep their identity. */
export function useShared<T, E>(type: Y.AbstractType<E>, read: () => T): T {
  const last = useRef<{ json: string; value: T } | null>(null)
  const subscribe = useCallback(
    (changed: () => void) => {
      type.observeDeep(changed)
      return () => type.unobserveDeep(changed)
    },
    [type],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = read()
    const json = JSON.stringify(value)
    if (last.current?.json === json) return last.current.value
    last.current = { json, value }
    return value
  })
}
