/**
 * What goes when a person may no longer read it. Pure.
 *
 * DQT2  Who loses a desk loses its stories' texts, and what was known of them, from this device:
 *       not their own, not what is live, and nothing that has text of theirs that no server has
 *       taken.
 */
import { mayRead, type Reach } from '../../../../shared/model/reading.ts'
import type { HeldStory } from '../../store/story-purge.ts'

/** Stories to take off this device now. */
export const toPurge = (
  held: readonly HeldStory[],
  reach: Reach,
  isNeeded: (story: HeldStory['story']) => boolean,
): HeldStory[] => held.filter((held) => !mayRead(reach, held) && !isNeeded(held.story))

/** Refusals of text that the same text will meet for ever. */
const lasting: ReadonlySet<string> = new Set(['not-allowed', 'unknown-story'])

/** True when text refused so goes to quarantine. */
export const goesToQuarantine = (code: string): boolean => lasting.has(code)
