/**
 * Keeps logs short: old updates become one snapshot, made in a worker thread.
 *
 *     update log → [compaction] → snapshot + tail
 *
 * VCP1  A story reads the same before and after.
 * VCP2  However long it is typed, its log stays bounded.
 */
import { sql } from 'kysely'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Db } from '../db/open-database.ts'
import type { AppendQueue } from './append-queue.ts'
import type { CompactionWorker } from './compaction-worker.ts'
import { entriesAfter } from './read-log.ts'

/** A tail of so many updates or bytes is compacted. */
const longTail = { updates: 500, bytes: 512 * 1024 }
/** The newest updates stay single, so that desks that are nearly up to date fetch little. */
const keptSingle = 100
/** So many numbers of compacted updates are remembered, to recognise a second sending. */
const remembered = 1000
const look_ms = 2000

export interface Compaction {
  /** Compacts what is due among the stories written to since the last call. */
  run(): Promise<void>
  close(): Promise<void>
}

interface Due {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly seq: number
  readonly snapshot_seq: number
}

/** Compacts stories this process has written to. */
export function compactLogs(
  db: Db,
  queue: AppendQueue,
  worker: CompactionWorker,
  onError: (error: unknown) => void,
): Compaction {
  const touched = new Map<StoryId, NewsroomId>()
  let running: Promise<void> | null = null
  let closing = false
  const stopListening = queue.onLogged((updates) => {
    for (const { newsroom, story } of updates) touched.set(story, newsroom)
  })

  async function runOnce(): Promise<void> {
    if (touched.size === 0) return
    const stories = [...touched]
    touched.clear()
    const found = await withLongTail(db, stories).catch((error: unknown) => {
      for (const [story, newsroom] of stories) touched.set(story, newsroom)
      throw error
    })
    for (const due of found) {
      if (closing) return
      await compactStory(db, worker, due).catch(onError)
    }
  }

  function run(): Promise<void> {
    running ??= runOnce().finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(() => run().catch(onError), look_ms)
  return {
    run,
    async close() {
      closing = true
      clearInterval(timer)
      stopListening()
      // Whoever began it hears of a failure; it must not keep the server from ending in order.
      await running?.catch(() => {})
      await worker.close()
    },
  }
}

async function withLongTail(
  db: Db,
  stories: readonly (readonly [StoryId, NewsroomId])[],
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select h.newsroom, h.story, h.seq, h.snapshot_seq
    from unnest(${stories.map(([, newsroom]) => newsroom)}::uuid[],
      ${stories.map(([story]) => story)}::uuid[]) as t(newsroom, story)
    join story_head h on h.newsroom = t.newsroom and h.story = t.story
    where (tail_updates > ${longTail.updates} or tail_bytes > ${longTail.bytes})
      and seq - ${keptSingle} > snapshot_seq`.execute(db)
  return rows
}

async function compactStory(db: Db, worker: CompactionWorker, due: Due): Promise<void> {
  const { newsroom, story } = due
  const upTo = due.seq - keptSingle
  const entries = await entriesAfter(db, newsroom, [{ story, have: 0 }])
  const old = entries.filter(({ seq }) => seq <= upTo)
  if (old.length < 2) return
  const state = await worker.compact(old.map(({ bytes }) => bytes))
  const authors = [...new Set(old.flatMap((entry) => entry.authors))]
  await db.transaction().execute(async (trx) => {
    const head = await sql`select 1 from story_head
      where newsroom = ${newsroom} and story = ${story} and snapshot_seq = ${due.snapshot_seq}
      for update`.execute(trx)
    if (head.rows.length === 0) return // Another process was faster.
    await sql`
      insert into story_snapshot (newsroom, story, seq, bytes, authors)
      values (${newsroom}, ${story}, ${upTo}, ${Buffer.from(state)}, ${authors}::uuid[])
      on conflict (newsroom, story) do update
        set seq = excluded.seq, bytes = excluded.bytes, authors = excluded.authors`.execute(trx)
    await sql`delete from story_update
      where newsroom = ${newsroom} and story = ${story} and seq <= ${upTo - remembered}`.execute(
      trx,
    )
    await sql`update story_update set bytes = null
      where newsroom = ${newsroom} and story = ${story} and seq <= ${upTo}
        and bytes is not null`.execute(trx)
    await sql`
      update story_head h set snapshot_seq = ${upTo}, snapshot_bytes = ${state.length},
        tail_updates = t.updates, tail_bytes = t.bytes
      from (select count(*)::int as updates, coalesce(sum(length(bytes)), 0)::bigint as bytes
        from story_update where newsroom = ${newsroom} and story = ${story} and seq > ${upTo}) t
      where h.newsroom = ${newsroom} and h.story = ${story}`.execute(trx)
  })
}
