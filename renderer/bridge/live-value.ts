/** A value that one call gives and one event replaces. */
import { useSyncExternalStore } from 'react'
import { engine } from './engine.ts'

export class LiveValue<T> {
  #value: T | null = null
  readonly #listeners = new Set<() => void>()

  readonly get = (): T | null => this.#value

  readonly set = (value: T): void => {
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** The value now, null until it is known. */
export const useLiveValue = <T>(live: LiveValue<T>): T | null =>
  useSyncExternalStore(live.subscribe, live.get)

/** Asks now and after each engine restart. A failed first ask is asked again when the engine is back. */
export function keepAsking<T>(
  live: { readonly set: (value: T) => void },
  ask: () => Promise<T>,
): void {
  const again = () => void ask().then(live.set, () => undefined)
  engine.onRestart(again)
  again()
}
