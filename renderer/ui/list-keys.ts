import type { KeyboardEvent } from 'react'

interface ListKeys {
  readonly length: number
  readonly at: number
  /** Rows in one page. */
  readonly page?: number
  readonly onMove: (index: number) => void
  readonly onOpen: (index: number) => void
}

/** Where a key leads from row `at`; null when the key is not one of lists. */
export function listStep(key: string, at: number, length: number, page = 8): number | null {
  const last = length - 1
  const clamp = (index: number) => Math.max(0, Math.min(last, index))
  switch (key) {
    case 'j':
    case 'J':
    case 'ArrowDown':
      return clamp(at + 1)
    case 'k':
    case 'K':
    case 'ArrowUp':
      return clamp(at - 1)
    case 'PageDown':
      return clamp(at + page)
    case 'PageUp':
      return clamp(at - page)
    case 'Home':
      return 0
    case 'End':
      return clamp(last)
    default:
      return null
  }
}

/** The keys of every list: J, K, arrows, pages, Home, End; Enter opens. */
export function onListKey(event: KeyboardEvent, keys: ListKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.length === 0) return
  const latinKey = event.code === 'KeyJ' ? 'j' : event.code === 'KeyK' ? 'k' : event.key
  const key = /^[a-z]$/i.test(event.key) ? event.key : latinKey
  if (key === 'Enter') {
    event.preventDefault()
    keys.onOpen(keys.at)
    return
  }
  const next = listStep(key, keys.at, keys.length, keys.page)
  if (next === null) return
  event.preventDefault()
  keys.onMove(next)
}
