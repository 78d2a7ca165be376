/** Named versions of a story: what is live, what this desk's chief last read, sides of merges. */
import type { StoryId, VersionHash } from '../../../shared/model/ids.ts'
import { type StoryContent, storyContentSchema } from '../../../shared/model/story.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'

/** One side of a merge, by when the other side came in. */
export type MergeSide = `merge ${Instant} ${'mine' | 'theirs'}`
export type VersionLabel = 'live' | 'last-read' | MergeSide

export interface NamedVersion {
  readonly hash: VersionHash
  readonly at: Instant
  readonly content: StoryContent
}

/** Merges of a story whose sides are kept. */
const mergesKept = 10

export class Versions {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  keep(story: StoryId, label: VersionLabel, version: NamedVersion): void {
    this.#db.run(
      'insert or replace into version (story, label, hash, at, content) values (?, ?, ?, ?, ?)',
      story,
      label,
      version.hash,
      version.at,
      JSON.stringify(version.content),
    )
  }

  /** Keeps both sides of a merge as they were before it; the oldest merges make room. */
  keepSides(story: StoryId, mine: NamedVersion, theirs: NamedVersion): void {
    const { at } = theirs
    this.keep(story, `merge ${at} mine`, mine)
    this.keep(story, `merge ${at} theirs`, theirs)
    this.#db.run(
      `delete from version where story = ?1 and label glob 'merge *' and label not in
         (select label from version where story = ?1 and label glob 'merge *'
          order by label desc limit ?2)`,
      story,
      mergesKept * 2,
    )
  }

  hash(story: StoryId, label: VersionLabel): VersionHash | null {
    const row = this.#db.get<{ hash: VersionHash }>(
      'select hash from version where story = ? and label = ?',
      story,
      label,
    )
    return row?.hash ?? null
  }

  get(story: StoryId, label: VersionLabel): NamedVersion | null {
    const row = this.#db.get<{ hash: VersionHash; at: number; content: string }>(
      'select hash, at, content from version where story = ? and label = ?',
      story,
      label,
    )
    if (!row) return null
    return { ...row, content: storyContentSchema.parse(JSON.parse(row.content)) }
  }
}
