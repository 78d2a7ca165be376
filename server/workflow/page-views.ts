/**
 * Counts readers' views, an hour a row, written in batches: a popular story must not become a
 * popular row.
 */
import { sql } from 'kysely'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Db } from '../db/open-database.ts'

export interface PageViews {
  count(story: StoryId): void
  /** Writes what was counted. */
  flush(): Promise<void>
  close(): Promise<void>
}

const flush_ms = 2000

/** Counts for the live stories of one newsroom; a view of anything else is dropped. */
export function countPageViews(
  db: Db,
  newsroom: () => Promise<NewsroomId | null>,
  onError: (error: unknown) => void,
): PageViews {
  let counted = new Map<StoryId, number>()
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const paper = await newsroom()
    if (!paper || counted.size === 0) return
    const views = counted
    counted = new Map()
    try {
      await addViews(db, paper, views)
    } catch (error) {
      for (const [story, n] of views) counted.set(story, (counted.get(story) ?? 0) + n)
      throw error
    }
  }

  function flush(): Promise<void> {
    const next = writing.then(write)
    writing = next.catch(() => {})
    return next
  }

  const timer = setInterval(() => flush().catch(onError), flush_ms)
  return {
    count(story) {
      counted.set(story, (counted.get(story) ?? 0) + 1)
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush().catch(onError)
    },
  }
}

async function addViews(
  db: Db,
  newsroom: NewsroomId,
  views: ReadonlyMap<StoryId, number>,
): Promise<void> {
  await sql`
    insert into page_view as v (newsroom, story, hour, views)
    select p.newsroom, p.story, floor(extract(epoch from clock_timestamp()) / 3600)::bigint, n.views
    from unnest(${[...views.keys()]}::uuid[], ${[...views.values()]}::int[]) as n(story, views)
    join published p on p.newsroom = ${newsroom} and p.story = n.story and p.live
    order by p.story
    on conflict (newsroom, story, hour) do update set views = v.views + excluded.views`.execute(db)
}
