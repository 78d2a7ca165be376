/** One update on its way into a story's log, and why it may not get there. */
import type { StoryId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Actor } from '../db/people-rows.ts'

/** One checked update on its way into the log. */
export interface Append {
  readonly actor: Actor
  readonly story: StoryId
  readonly ref: number
  readonly update: Uint8Array
  /** When it was written, for importing what happened earlier; else the database's now. */
  readonly at?: Instant
}

export type AppendRefusal = 'unknown-story' | 'not-allowed' | 'not-signed-in' | 'story-too-large'
