/** Which stories to look through: those that have become quiet, or were long not looked at. Pure. */
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'

/** A pause in the writing; most are looked through then, once. */
const quiet_ms = 3000
/** Whoever never pauses. */
const patience_ms = 60_000

export interface TouchedStory {
  readonly newsroom: NewsroomId
  readonly story: StoryId
}

export interface TouchedStories {
  add(touched: TouchedStory, now: number): void
  /** Takes out at most so many that are due. */
  take(now: number, limit: number): TouchedStory[]
}

/** Remembers what was written to since it was last taken. */
export function touchedStories(): TouchedStories {
  const touched = new Map<StoryId, TouchedStory & { first: number; last: number }>()
  return {
    add({ newsroom, story }, now) {
      const known = touched.get(story)
      if (known) known.last = now
      else touched.set(story, { newsroom, story, first: now, last: now })
    },
    take(now, limit) {
      const due: TouchedStory[] = []
      for (const { newsroom, story, first, last } of touched.values()) {
        if (due.length === limit) break
        if (now - last >= quiet_ms || now - first >= patience_ms) due.push({ newsroom, story })
      }
      for (const { story } of due) touched.delete(story)
      return due
    },
  }
}
