/** Named versions of a story: what is live, what this desk's chief last read. */
import type { StoryId, VersionHash } from '../../../shared/model/ids.ts'
import { type StoryContent, storyContentSchema } from '../../../shared/model/story.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'

export type VersionLabel = 'live' | 'last-read'

export interface NamedVersion {
  readonly hash: VersionHash
  readonly at: Instant
  readonly content: StoryContent
}

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
