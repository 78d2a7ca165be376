/** Reading a story's log: the snapshot, when there is one, and the updates after it. */
import { sql } from 'kysely'
import { mergePacked } from '../../shared/document/encoding.ts'
import type { NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import { grouped } from '../db/grouped.ts'
import type { Db, Trx } from '../db/open-database.ts'

/** A stretch of one story's log, merged. `update` holds everything after `from`, up to `to`. */
export interface LogStretch {
  readonly story: StoryId
  readonly from: number
  readonly to: number
  readonly update: Uint8Array
  /** Who wrote it, oldest first, each once. */
  readonly authors: readonly UserId[]
}

/** One logged update, or the snapshot that stands for the oldest ones. */
export interface LogEntry {
  readonly story: StoryId
  readonly seq: number
  readonly bytes: Buffer
  readonly authors: readonly UserId[]
}

export interface Have {
  readonly story: StoryId
  readonly have: number
}

/** Everything that is newer than what the reader has, entry by entry, in order of each story. */
export async function entriesAfter(
  db: Db | Trx,
  newsroom: NewsroomId,
  stories: readonly Have[],
): Promise<LogEntry[]> {
  const ids = stories.map(({ story }) => story)
  const haves = stories.map(({ have }) => have)
  // One statement is one moment: a compaction between two would show a gap.
  const { rows } = await sql<LogEntry>`
    with wanted as (
      select story, have from unnest(${ids}::uuid[], ${haves}::bigint[]) as w(story, have)
    ), snapshots as (
      select s.story, s.seq, s.bytes, s.authors from wanted w
      join story_snapshot s on s.newsroom = ${newsroom} and s.story = w.story and s.seq > w.have
    )
    select * from snapshots
    union all
    select u.story, u.seq, u.bytes, array[u.author] from wanted w
    left join snapshots s on s.story = w.story
    join story_update u on u.newsroom = ${newsroom} and u.story = w.story
      and u.seq > coalesce(s.seq, w.have) and u.bytes is not null
    order by story, seq`.execute(db)
  return rows
}

/** What is newer than what the reader has, merged into one update a story. */
export async function readSince(
  db: Db | Trx,
  newsroom: NewsroomId,
  stories: readonly Have[],
): Promise<LogStretch[]> {
  const haves = new Map(stories.map(({ story, have }) => [story, have]))
  const byStory = grouped(await entriesAfter(db, newsroom, stories), ({ story }) => story)
  return [...byStory].map(([story, entries]) => mergeEntries(haves.get(story) ?? 0, entries))
}

function mergeEntries(from: number, entries: readonly LogEntry[]): LogStretch {
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last) throw new Error('a stretch of nothing')
  return {
    story: first.story,
    from,
    to: last.seq,
    update: entries.length === 1 ? first.bytes : mergePacked(entries.map(({ bytes }) => bytes)),
    authors: [...new Set(entries.flatMap(({ authors }) => authors))],
  }
}
