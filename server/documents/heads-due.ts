/** Which stories' heads to announce: soon the first time, then not at every keystroke. Pure. */
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'

/** A story that is typed all the while is announced again after so long: desks are called no sooner. */
export const again_ms = 3000

export type HeadDue = readonly [StoryId, NewsroomId]

export interface HeadsDue {
  /** Its log has grown. */
  add(story: StoryId, newsroom: NewsroomId): void
  /** Takes out those not taken for a while; with `all`, every one. */
  take(now: number, all: boolean): HeadDue[]
}

/** Remembers whose log has grown, until it is taken. */
export function headsDue(): HeadsDue {
  const grown = new Map<StoryId, NewsroomId>()
  /** When each was taken, as far as it matters still. */
  const taken = new Map<StoryId, number>()
  return {
    add: (story, newsroom) => void grown.set(story, newsroom),
    take(now, all) {
      for (const [story, at] of taken) if (now - at >= again_ms) taken.delete(story)
      const due = [...grown].filter(([story]) => all || !taken.has(story))
      for (const [story] of due) {
        grown.delete(story)
        taken.set(story, now)
      }
      return due
    },
  }
}
