/**
 * What goes when a person loses a desk. Pure.
 *
 * DQT2  Who loses a desk loses its stories' texts from this device: not their own, not what is
 *       live, and nothing that has text of theirs that no server has taken.
 */
import type { HeldStory } from '../store/story-purge.ts'

/** Desks that a person belongs to, and those that they no longer do. */
export interface DeskMemory {
  readonly mine: readonly string[]
  readonly lost: readonly string[]
}

/** What is remembered when the server says which desks are mine now. */
export function remember(before: DeskMemory, mine: readonly string[]): DeskMemory {
  const gone = [...before.lost, ...before.mine].filter((desk) => !mine.includes(desk))
  return { mine: [...mine].sort(), lost: [...new Set(gone)].sort() }
}

/** Stories to take off this device now. */
export function toPurge(
  held: readonly HeldStory[],
  { lost }: DeskMemory,
  me: string,
  isNeeded: (story: HeldStory['story']) => boolean,
): HeldStory[] {
  return held.filter(
    ({ story, desk, writer, live }) =>
      lost.includes(desk) && writer !== me && !live && !isNeeded(story),
  )
}

/** Refusals of text that the same text will meet for ever. */
const lasting: ReadonlySet<string> = new Set(['not-allowed', 'unknown-story'])

/** True when text refused so goes to quarantine. */
export const goesToQuarantine = (code: string): boolean => lasting.has(code)
