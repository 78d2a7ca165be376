/** Which stories to look through: those that have become quiet, or were long not looked at. Pure. */
import type { StoryId } from '../../shared/model/ids.ts'

/** A pause in the writing; most are looked through then, once. */
const quiet_ms = 3000
/** Whoever never pauses. */
const patience_ms = 60_000

export interface TouchedStories {
  add(story: StoryId, now: number): void
  /** Takes out at most so many that are due. */
  take(now: number, limit: number): StoryId[]
}

/** Remembers what was written to since it was last taken. */
export function touchedStories(): TouchedStories {
  const touched = new Map<StoryId, { first: number; last: number }>()
  return {
    add(story, now) {
      const known = touched.get(story)
      if (known) known.last = now
      else touched.set(story, { first: now, last: now })
    },
    take(now, limit) {
      const due: StoryId[] = []
      for (const [story, { first, last }] of touched) {
        if (due.length === limit) break
        if (now - last >= quiet_ms || now - first >= patience_ms) due.push(story)
      }
      for (const story of due) touched.delete(story)
      return due
    },
  }
}
