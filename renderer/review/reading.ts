/**
 * Reading: what a desk chief has on screen, beside what the story says by now.
 *
 * RG1  What is approved is the version on screen. While a newer one is known there is nothing to
 *       approve until the reader has looked at it.
 */
import type { Review } from '../../shared/ipc/rows.ts'
import type { VersionHash } from '../../shared/model/ids.ts'
import { countChanges, diffStories } from './review-diff.ts'

export interface Reading {
  /** On screen. */
  readonly shown: Review
  /** The newest that the engine has. */
  readonly latest: Review
  /** Version with which the reading began, for marking what came since. */
  readonly began: Review
}

/** The reading after news from the engine. The text on screen stays; facts follow at once. */
export function hear(reading: Reading | null, news: Review): Reading {
  if (!reading) return { shown: news, latest: news, began: news }
  const same = news.current.version === reading.shown.current.version
  const shown = { ...(same ? news : reading.shown), fact: news.fact }
  return { ...reading, shown, latest: news }
}

/** The reader looks at the newest text. */
export const catchUp = (reading: Reading): Reading => ({ ...reading, shown: reading.latest })

/** Changes that are not on screen yet. */
export function unseenChanges({ shown, latest }: Reading): number {
  if (shown.current.version === latest.current.version) return 0
  return Math.max(1, countChanges(diffStories(shown.current.content, latest.current.content)))
}

/** Changes on screen that came after the reading began. */
export function seenChanges({ began, shown }: Reading): number {
  if (began.current.version === shown.current.version) return 0
  return Math.max(1, countChanges(diffStories(began.current.content, shown.current.content)))
}

/** The version that an approval would name now; null while there is something unread. */
export const approvable = (reading: Reading): VersionHash | null =>
  unseenChanges(reading) === 0 ? reading.shown.current.version : null
