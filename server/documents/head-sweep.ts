/**
 * Announces in the change feed how long stories' logs are, for desks that do not have them open:
 * within a second, then at most every three seconds a story, however long it is typed.
 *
 * VHS1  After the last edit of a story its head is in the feed, even when a server died in between.
 * VHS2  A story's time is that of its newest words: text that is sent again, as after a restore,
 *       makes it neither newer nor older, and no desk's word makes it newer than now.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { DocumentHead } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts, holdFeed } from '../changes/change-feed.ts'
import { grouped } from '../db/grouped.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import type { AppendQueue } from './append-queue.ts'
import { type HeadDue, headsDue } from './heads-due.ts'

const sweep_ms = 1000
/** How often every story is looked at, for what a dead server left unsaid. */
const leftovers_ms = 30_000
const atOnce = 1000
/** More would be felt by whoever types at that moment: the feed's readers follow at once. */
const inOneGo = 25
const breath_ms = 15

export interface HeadSweep {
  /** Announces all that has grown. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/** Sweeps what this process logged each second, and everything now and then. */
export function sweepHeads(
  db: Db,
  queue: AppendQueue,
  onError: (error: unknown) => void,
): HeadSweep {
  const heads = headsDue()
  let running: Promise<void> | null = null
  let lastFull = 0
  const stopListening = queue.onLogged((updates) => {
    for (const { newsroom, story } of updates) heads.add(story, newsroom)
  })

  async function sweepOnce(all: boolean): Promise<void> {
    const full = performance.now() - lastFull > leftovers_ms || lastFull === 0
    try {
      await announce(db, heads.take(performance.now(), all))
      if (full) await announceLeftovers(db)
      if (full) lastFull = performance.now()
    } catch (error) {
      lastFull = 0 // What was taken from the list is found again by looking at everything.
      throw error
    }
  }

  function sweep(all: boolean): Promise<void> {
    running ??= sweepOnce(all).finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(() => sweep(false).catch(onError), sweep_ms)
  return {
    async sweep() {
      await running?.catch(() => {})
      await sweep(true)
    },
    async close() {
      clearInterval(timer)
      stopListening()
      await running?.catch(() => {})
      await sweep(true).catch(onError)
    },
  }
}

async function announce(db: Db, places: readonly HeadDue[]): Promise<void> {
  for (const [newsroom, of] of grouped(places, ([, room]) => room)) {
    const stories = of.map(([story]) => story)
    for (let from = 0; from < stories.length; from += inOneGo) {
      if (from > 0) await pause(breath_ms)
      await announceOf(db, newsroom, stories.slice(from, from + inOneGo))
    }
  }
}

/** Read under the feed's lock: a sweep that looked earlier must not speak later. */
async function announceOf(db: Db, newsroom: NewsroomId, stories: readonly StoryId[]) {
  await db.transaction().execute(async (trx) => {
    await holdFeed(trx, newsroom)
    const grown = await readGrown(trx, newsroom, stories)
    if (grown.length === 0) return
    const now = await databaseNow(trx)
    const heads = grown.map(
      ({ story, seq, edited }): DocumentHead => ({
        type: 'document-head',
        story,
        seq,
        edited: edited === null ? now : Math.min(edited, now),
      }),
    )
    await appendFacts(trx, newsroom, heads, now)
  })
}

interface Grown {
  readonly story: StoryId
  readonly seq: number
  /** When its newest words were written; null once the updates were compacted away. */
  readonly edited: Instant | null
}

/** Heads of which the feed does not know. They are read, never held: whoever is writing goes on. */
async function readGrown(
  trx: Trx,
  newsroom: NewsroomId,
  stories: readonly StoryId[],
): Promise<Grown[]> {
  const { rows } = await sql<Grown>`
    select h.story, h.seq, (select greatest(max(u.at), (f.fact->>'edited')::bigint)
      from story_update u where u.newsroom = h.newsroom and u.story = h.story
        and u.seq > coalesce((f.fact->>'seq')::bigint, 0) having count(*) > 0) as edited
    from story_head h
    left join feed f on f.newsroom = h.newsroom and f.fact_key = 'document-head:' || h.story
    where h.newsroom = ${newsroom} and h.story = any(${[...stories]}::uuid[])
      and h.seq > coalesce((f.fact->>'seq')::bigint, 0)`.execute(trx)
  return rows
}

/**
 * Stories that grew since the last look are marked by their column `announced`, whoever announced
 * them in between. It is written here alone, seldom: its row is what every append takes hold of.
 */
async function announceLeftovers(db: Db): Promise<void> {
  let found: number
  do {
    const { rows } = await sql<{ newsroom: NewsroomId; story: StoryId; seq: number }>`
      select newsroom, story, seq from story_head where announced < seq
      order by newsroom, story limit ${atOnce}`.execute(db)
    found = rows.length
    await announce(
      db,
      rows.map(({ newsroom, story }) => [story, newsroom]),
    )
    for (const [newsroom, heads] of grouped(rows, (row) => row.newsroom)) {
      await note(db, newsroom, heads)
    }
  } while (found === atOnce)
}

/** In a transaction of its own, the shortest there is; if a server dies before, it is looked at twice. */
async function note(
  db: Db,
  newsroom: NewsroomId,
  heads: readonly { readonly story: StoryId; readonly seq: number }[],
): Promise<void> {
  await sql`
    update story_head h set announced = due.said
    from (select k.story, s.said from unnest(${heads.map(({ story }) => story)}::uuid[],
        ${heads.map(({ seq }) => seq)}::bigint[]) as s(story, said)
      join story_head k on k.newsroom = ${newsroom}::uuid and k.story = s.story
      where k.announced < s.said order by k.story for update of k) due
    where h.newsroom = ${newsroom}::uuid and h.story = due.story`.execute(db)
}
