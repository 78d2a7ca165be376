/** The draft outlives the screen, the window and a crash of either: it is kept with the window's storage. */
import { useSyncExternalStore } from 'react'
import { type BreakingDraft, draftSchema, emptyDraft } from './draft.ts'

const storageKey = 'breaking-draft'

function kept(): BreakingDraft {
  const text = localStorage.getItem(storageKey)
  if (text === null) return emptyDraft()
  try {
    const parsed = draftSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : emptyDraft()
  } catch {
    // Not JSON: written by something else; a draft that cannot be read is no draft.
    return emptyDraft()
  }
}

let draft: BreakingDraft | null = null
const listeners = new Set<() => void>()

const current = (): BreakingDraft => {
  draft ??= kept()
  return draft
}

export function changeDraft(change: Partial<BreakingDraft>): void {
  draft = { ...current(), ...change }
  localStorage.setItem(storageKey, JSON.stringify(draft))
  for (const listener of listeners) listener()
}

/** The line has been sent: the next one begins. */
export const startNextDraft = (): void => changeDraft(emptyDraft())

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDraft = (): BreakingDraft => useSyncExternalStore(subscribe, current)
