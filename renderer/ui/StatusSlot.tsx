import { type ReactNode, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'

let place: HTMLElement | null = null
const listeners = new Set<() => void>()

/** The status bar gives its middle here. */
export function statusPlaceIs(element: HTMLElement | null): void {
  place = element
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What a screen says in the status bar while it is shown (words, TK, checks). */
export function InStatusBar({ children }: { children: ReactNode }) {
  const element = useSyncExternalStore(subscribe, () => place)
  return element ? createPortal(children, element) : null
}
