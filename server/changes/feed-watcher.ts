/**
 * Follows the change feed inside one process and tells listeners of each new fact, whichever
 * process wrote it.
 *
 * VFW1  Every fact that is in the feed when it settles was told, in order, at least in its newest form,
 *      also when one of those who are told fails over it.
 */
import { sql } from 'kysely'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Change } from '../../shared/protocol/changes.ts'
import type { Db } from '../db/open-database.ts'
import { tellAll } from '../db/tell-all.ts'
import type { WakeUps } from '../db/wake-ups.ts'

export interface NewsroomChange extends Change {
  readonly newsroom: NewsroomId
}
export type ChangesListener = (changes: readonly NewsroomChange[]) => void

export interface FeedWatcher {
  on(listener: ChangesListener): () => void
  close(): Promise<void>
}

const atOnce = 1000

/** Starts at the feed's present end. */
export async function watchFeed(
  db: Db,
  wakeUps: WakeUps,
  onError: (error: unknown) => void,
): Promise<FeedWatcher> {
  const listeners = new Set<ChangesListener>()
  const positions = await newestPositions(db)
  let reading: Promise<void> | null = null
  let again = false

  async function read(): Promise<void> {
    do {
      again = false
      const changes = await changesOfAll(db, positions)
      for (const { newsroom, position } of changes) positions.set(newsroom, position)
      again ||= changes.length >= atOnce
      if (changes.length > 0) tellAll(listeners, changes, onError)
    } while (again)
  }

  const stop = wakeUps.on('feed', () => {
    again = true
    reading ??= read()
      .catch(onError)
      .finally(() => {
        reading = null
      })
  })

  return {
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      stop()
      await reading
    },
  }
}

/** A cursor a newsroom: positions become visible in order within one newsroom only. */
type Positions = Map<NewsroomId, number>

async function newestPositions(db: Db): Promise<Positions> {
  const { rows } = await sql<{ newsroom: NewsroomId; head: number }>`
    select newsroom, max(position)::bigint as head from feed group by newsroom`.execute(db)
  return new Map(rows.map(({ newsroom, head }) => [newsroom, head]))
}

async function changesOfAll(db: Db, positions: Positions): Promise<NewsroomChange[]> {
  const { rows } = await sql<NewsroomChange>`
    select f.newsroom, f.position, f.at, f.fact from newsroom n
    left join unnest(${[...positions.keys()]}::uuid[], ${[...positions.values()]}::bigint[])
      as c(newsroom, position) on c.newsroom = n.id
    cross join lateral (
      select * from feed where newsroom = n.id and position > coalesce(c.position, 0)
      order by position limit ${atOnce}) f
    order by f.newsroom, f.position`.execute(db)
  return rows
}
