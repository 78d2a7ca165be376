/**
 * Stories that were left in this window, so that what was written in them can be undone on coming back.
 *
 * LFT1  Only stories with something to undo are kept, and of those the newest few.
 * LFT2  Nothing is kept of a story for another person at this desk.
 */

import type { StoryId } from '../../shared/model/ids.ts'
import { discard, type LeftStory } from '../editor/provider/story-session.ts'

/** A desk goes back and forth between a few stories; their documents stay in memory. */
export const mostLeft = 6

export interface LeftStories {
  keep(story: StoryId, left: LeftStory): void
  /** Gives it away: it is kept no longer. */
  take(story: StoryId): LeftStory | null
  /** Keeps nothing unless it is still the same person's desk. */
  belongTo(person: string | null): void
}

export function createLeftStories(): LeftStories {
  const kept = new Map<StoryId, LeftStory>()
  let owner: string | null = null
  const drop = (story: StoryId) => {
    const left = kept.get(story)
    kept.delete(story)
    if (left) discard(left)
  }
  return {
    keep(story, left) {
      drop(story)
      if (!left.undo.hasSteps) {
        discard(left)
        return
      }
      kept.set(story, left)
      const [oldest] = kept.keys()
      if (kept.size > mostLeft && oldest) drop(oldest)
    },
    take(story) {
      const left = kept.get(story) ?? null
      kept.delete(story)
      return left
    },
    belongTo(person) {
      if (person !== owner) for (const story of [...kept.keys()]) drop(story)
      owner = person
    },
  }
}
