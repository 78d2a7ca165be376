/** What a story session asks of the engine; the typed bridge gives it in the app, tests give their own. */
import type { Safety, StoryRow } from '../../../shared/ipc/rows.ts'
import type { StoryId } from '../../../shared/model/ids.ts'

export interface OpenedStory {
  /** The document, packed, as of its last folding. */
  readonly state: Uint8Array
  /** Packed updates since then, in order. */
  readonly tail: readonly Uint8Array[]
  readonly row: StoryRow
}

export interface StoryEngine {
  open(story: StoryId): Promise<OpenedStory>
  /** Resolves when the packed update is in the log, synced to disk. */
  append(story: StoryId, update: Uint8Array): Promise<unknown>
  close(story: StoryId): Promise<unknown>
  /** Packed updates by others, already in the log. */
  onUpdate(listener: (story: StoryId, update: Uint8Array) => void): () => void
  onSafety(listener: (story: StoryId, safety: Safety) => void): () => void
  /** A new engine process answers from now on. */
  onRestart(listener: () => void): () => void
}
