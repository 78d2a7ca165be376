/**
 * Actions that a key, a menu or the palette can ask for. The screen that can do one says so with
 * `useAction`; the newest screen to say so gets it.
 */
import { useEffect, useEffectEvent } from 'react'
import type { MenuAction } from '../../shared/ipc/main-contract.ts'

type Doer = () => void

const doers = new Map<MenuAction, Doer[]>()
const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

/** Does the action if some screen can; answers whether it did. */
export function runAction(action: MenuAction): boolean {
  const doer = doers.get(action)?.at(-1)
  doer?.()
  return doer !== undefined
}

/** Actions that some screen can do now. */
export const availableActions = (): MenuAction[] =>
  [...doers].filter(([, list]) => list.length > 0).map(([action]) => action)

/** Registers a doer outside React; the returned function takes it back. */
export function onAction(action: MenuAction, doer: Doer): () => void {
  doers.set(action, [...(doers.get(action) ?? []), doer])
  changed()
  return () => {
    doers.set(
      action,
      (doers.get(action) ?? []).filter((other) => other !== doer),
    )
    changed()
  }
}

/** While the component is shown, it does this action. `null` leaves it to others. */
export function useAction(action: MenuAction, doer: Doer | null): void {
  const able = doer !== null
  const run = useEffectEvent(() => doer?.())
  useEffect(() => (able ? onAction(action, () => run()) : undefined), [action, able])
}
