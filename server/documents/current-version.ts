/** Judging a story's text: a document is built, read and let go. None stays in memory. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { applyPacked, isWhole, packState } from '../../shared/document/encoding.ts'
import { canonicalContent, projectStory } from '../../shared/document/projection.ts'
import {
  type NewsroomId,
  parseVersionHash,
  type StoryId,
  type VersionHash,
} from '../../shared/model/ids.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Db, Trx } from '../db/open-database.ts'
import { entriesAfter } from './read-log.ts'

export interface StoryVersion {
  readonly version: VersionHash
  readonly content: StoryContent
  /** The document that shows this content, as one stored update. */
  readonly state: Uint8Array
}

/** What the log shows now. */
export interface CurrentVersion extends StoryVersion {
  /** False when words wait, hidden, for an update that is not in the log. */
  readonly isWhole: boolean
}

/** Name of exactly this content. */
export const hashContent = (content: StoryContent): VersionHash =>
  parseVersionHash(createHash('sha256').update(canonicalContent(content)).digest('hex'))

/**
 * The version that the log shows now, or null when nothing was written yet. To rely on it, hold
 * the lock of the story's head.
 */
export async function currentVersion(
  db: Db | Trx,
  newsroom: NewsroomId,
  story: StoryId,
): Promise<CurrentVersion | null> {
  const entries = await entriesAfter(db, newsroom, [{ story, have: 0 }])
  if (entries.length === 0) return null
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const { bytes } of entries) applyPacked(doc, bytes)
    })
    const content = projectStory(doc)
    const state = packState(doc)
    return { version: hashContent(content), content, state, isWhole: isWhole(doc) }
  } finally {
    doc.destroy()
  }
}
