/** Reading a story's log: the snapshot, when there is one, and the updates after it. */
import { sql } from 'kysely'
import { mergePacked } from '../../shared/document/encoding.ts'
import type { NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
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

/** One story's newer entries in one row: thousands of short rows cost more to carry than to read. */
interface StretchRow {
  readonly story: StoryId
  readonly from: number
  readonly to: number
  readonly snapshot: Buffer | null
  /** The single updates after the snapshot, one behind the other, and how long each is. */
  readonly tail: Buffer | null
  readonly lengths: string | null
  /** Of the snapshot, then of the tail, a name at each change of hands. */
  readonly authors: string
}

/** What is newer than what the reader has, merged into one update a story. */
export async function readSince(
  db: Db | Trx,
  newsroom: NewsroomId,
  stories: readonly Have[],
): Promise<LogStretch[]> {
  const ids = stories.map(({ story }) => story)
  const haves = stories.map(({ have }) => have)
  const { rows } = await sql<StretchRow>`
    select w.story, w.have as from, greatest(t.to, s.seq) as to, s.bytes as snapshot,
      t.tail, t.lengths, concat_ws(',', array_to_string(s.authors, ','), t.authors) as authors
    from unnest(${ids}::uuid[], ${haves}::bigint[]) as w(story, have)
    left join story_snapshot s on s.newsroom = ${newsroom} and s.story = w.story and s.seq > w.have
    left join lateral (
      select max(u.seq) as to, string_agg(u.bytes, ''::bytea order by u.seq) as tail,
        string_agg(length(u.bytes)::text, ',' order by u.seq) as lengths,
        string_agg(u.hand::text, ',' order by u.seq) as authors
      from (select seq, bytes,
          case when author is distinct from lag(author) over (order by seq) then author end as hand
        from story_update where newsroom = ${newsroom} and story = w.story
          and seq > coalesce(s.seq, w.have) and bytes is not null
        order by seq) u) t on true
    where s.seq is not null or t.to is not null
    order by w.story`.execute(db)
  return rows.map(mergeRow)
}

function mergeRow({ story, from, to, snapshot, tail, lengths, authors }: StretchRow): LogStretch {
  const updates = [...(snapshot ? [snapshot] : []), ...singles(tail, lengths)]
  const [only] = updates
  if (!only) throw new Error('a stretch of nothing')
  return {
    story,
    from,
    to,
    update: updates.length === 1 ? only : mergePacked(updates),
    authors: [...new Set(authors.split(',') as UserId[])],
  }
}

function singles(tail: Buffer | null, lengths: string | null): Buffer[] {
  if (!tail || !lengths) return []
  let next = 0
  return lengths.split(',').map((length) => {
    const start = next
    next += Number(length)
    return tail.subarray(start, next)
  })
}
