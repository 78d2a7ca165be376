/**
 * The word the status bar shows for a story: what the engine says, unless words typed here have
 * not reached it.
 *
 * SW1  "On this device" and better is never shown while a change has been unwritten for `patience`.
 */
import type { Safety } from '../../../shared/ipc/rows.ts'
import type { QueueState } from './update-queue.ts'

/** An append takes under a millisecond; beyond this many something is wrong. */
export const patience = 2000

/** Why nothing is being written, when it is this desk's own trouble. */
export type SaveTrouble =
  | { readonly kind: 'engine-silent' }
  | { readonly kind: 'failed'; readonly why: string; readonly remedy: string | null }

export type ShownSafety =
  | Exclude<Safety, { word: 'not-saved' }>
  | { readonly word: 'not-saved'; readonly trouble: SaveTrouble }

export function shownSafety(engine: Safety, queue: QueueState, now: number): ShownSafety {
  if (queue.since !== null && queue.failure !== undefined) {
    return { word: 'not-saved', trouble: troubleOf(queue.failure) }
  }
  // An engine that waits for its disk is silent too, but has said why.
  if (engine.word === 'not-saved') {
    const { why, remedy } = engine
    return { word: 'not-saved', trouble: { kind: 'failed', why, remedy } }
  }
  if (queue.since !== null && now - queue.since > patience) {
    return { word: 'not-saved', trouble: { kind: 'engine-silent' } }
  }
  return engine
}

function troubleOf(failure: unknown): SaveTrouble {
  if (!(failure instanceof Error)) return { kind: 'engine-silent' }
  const remedy = 'remedy' in failure && typeof failure.remedy === 'string' ? failure.remedy : null
  return { kind: 'failed', why: failure.message, remedy }
}
