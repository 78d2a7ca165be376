/**
 * Stories whose last words only this window holds, whether they are on the screen or have been left.
 *
 * SW2  As long as this window holds words that nothing has taken, it says "Not saved", on every screen.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import type { SaveTrouble, ShownSafety } from '../editor/provider/safety-word.ts'

interface Saving {
  readonly safety: ShownSafety
  onChange(listener: () => void): () => void
}

const troubles = new Map<StoryId, SaveTrouble>()
const listeners = new Set<() => void>()
let first: SaveTrouble | null = null

function announce(): void {
  const next = troubles.values().next().value ?? null
  if (next === first) return
  first = next
  for (const listener of listeners) listener()
}

/** What keeps words of this window from being saved; null while everything is. */
export const unsaved = {
  get: (): SaveTrouble | null => first,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Follows an open story until the function it gives is called: its words are written, or somebody else's. */
export function followSaving(story: StoryId, session: Saving): () => void {
  const tell = () => {
    const { safety } = session
    if (safety.word === 'not-saved') troubles.set(story, safety.trouble)
    else troubles.delete(story)
    announce()
  }
  const stop = session.onChange(tell)
  tell()
  return () => {
    stop()
    troubles.delete(story)
    announce()
  }
}
