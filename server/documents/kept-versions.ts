/**
 * Versions that people have named by an act: submitted, approved, scheduled, published. Each is
 * kept as it was at that moment.
 *
 *     command desk → [kept versions]
 *
 * VLG2  A version that was submitted, approved, scheduled or published can be read again for ever,
 *       also when compaction has let go of words that were deleted since.
 */
import { sql } from 'kysely'
import * as Y from 'yjs'
import { applyPacked } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import type { NewsroomId, StoryId, UserId, VersionHash } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Db, Trx } from '../db/open-database.ts'
import type { StoryVersion } from './current-version.ts'

export interface Naming {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly person: UserId
  readonly at: Instant
  /** What the story became by it. */
  readonly stage: string
}

/** Keeps what the log shows now, in the transaction that names it; a version is kept once. */
export async function keepVersion(
  trx: Trx,
  { newsroom, story, person, at, stage }: Naming,
  { version, state }: StoryVersion,
): Promise<void> {
  await sql`
    insert into story_version (newsroom, story, version, seq, at, person, stage, state)
    select newsroom, story, ${version}, seq, ${at}::bigint, ${person}::uuid, ${stage},
      ${Buffer.from(state)}
    from story_head where newsroom = ${newsroom} and story = ${story}
    on conflict (newsroom, story, version) do nothing`.execute(trx)
}

export interface KeptVersion extends StoryVersion {
  readonly seq: number
  readonly at: Instant
  readonly person: UserId
  readonly stage: string
}

/** Kept versions of a story, newest first. */
export async function keptVersions(
  db: Db | Trx,
  newsroom: NewsroomId,
  story: StoryId,
): Promise<readonly Omit<KeptVersion, 'content' | 'state'>[]> {
  return await db
    .selectFrom('story_version')
    .select(['version', 'seq', 'at', 'person', 'stage'])
    .where('newsroom', '=', newsroom)
    .where('story', '=', story)
    .orderBy('at', 'desc')
    .execute()
}

/** One of them as it was, or null when it was never named. */
export async function keptVersion(
  db: Db | Trx,
  newsroom: NewsroomId,
  story: StoryId,
  version: VersionHash,
): Promise<KeptVersion | null> {
  const row = await db
    .selectFrom('story_version')
    .select(['version', 'seq', 'at', 'person', 'stage', 'state'])
    .where('newsroom', '=', newsroom)
    .where('story', '=', story)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) return null
  const doc = new Y.Doc()
  try {
    applyPacked(doc, row.state)
    return { ...row, content: projectStory(doc) }
  } finally {
    doc.destroy()
  }
}
