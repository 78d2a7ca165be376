/**
 * Announces in the change feed how long stories' logs are, for desks that do not have them open:
 * at most once a second a story, however fast it is typed.
 *
 * VHS1  After the last edit of a story its head is in the feed, even when a server died in between.
 */
import { sql } from 'kysely'
import type { DocumentHead } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts, holdFeed } from '../changes/change-feed.ts'
import { grouped } from '../db/grouped.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import type { AppendQueue } from './append-queue.ts'

const sweep_ms = 1000
/** How often every story is looked at, for what a dead server left unsaid. */
const leftovers_ms = 30_000
const atOnce = 1000

export interface HeadSweep {
  /** Announces what is due now. */
  sweep(): Promise<void>
  close(): Promise<void>
}

type Key = `${NewsroomId} ${StoryId}`

/** Sweeps what this process logged each second, and everything now and then. */
export function sweepHeads(
  db: Db,
  queue: AppendQueue,
  onError: (error: unknown) => void,
): HeadSweep {
  const touched = new Map<Key, StoryId>()
  let running: Promise<void> | null = null
  let lastFull = 0
  const stopListening = queue.onLogged((updates) => {
    for (const { newsroom, story } of updates) touched.set(`${newsroom} ${story}`, story)
  })

  async function sweepOnce(): Promise<void> {
    const full = performance.now() - lastFull > leftovers_ms || lastFull === 0
    if (!full && touched.size === 0) return
    const stories = [...touched.values()]
    touched.clear()
    try {
      await announce(db, full ? null : stories)
      if (full) lastFull = performance.now()
    } catch (error) {
      lastFull = 0 // What was taken from the list is found again by looking at everything.
      throw error
    }
  }

  function sweep(): Promise<void> {
    running ??= sweepOnce().finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(() => sweep().catch(onError), sweep_ms)
  return {
    sweep,
    async close() {
      clearInterval(timer)
      stopListening()
      await running?.catch(() => {})
      await sweep().catch(onError)
    },
  }
}

interface Grown {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly seq: number
  /** Null once the update was compacted away. */
  readonly edited: Instant | null
}

/** Heads are read, never held: whoever is writing goes on. */
async function announce(db: Db, stories: readonly StoryId[] | null): Promise<void> {
  let found: number
  do {
    const grown = await readGrown(db, stories)
    found = grown.length
    for (const [newsroom, rows] of grouped(grown, (row) => row.newsroom)) {
      await announceOf(db, newsroom, rows)
    }
  } while (found === atOnce)
}

async function announceOf(db: Db, newsroom: NewsroomId, rows: readonly Grown[]): Promise<void> {
  const said = await db.transaction().execute(async (trx) => {
    // Read under the feed's lock: a sweep that looked earlier must not speak later.
    await holdFeed(trx, newsroom)
    const grown = await readGrown(
      trx,
      rows.map(({ story }) => story),
    )
    if (grown.length === 0) return []
    const now = await databaseNow(trx)
    const heads = grown.map(
      ({ story, seq, edited }): DocumentHead => ({
        type: 'document-head',
        story,
        seq,
        edited: edited ?? now,
      }),
    )
    await appendFacts(trx, newsroom, heads, now)
    return grown
  })
  if (said.length > 0) await note(db, newsroom, said)
}

/** Heads nobody announced. */
async function readGrown(db: Db | Trx, stories: readonly StoryId[] | null): Promise<Grown[]> {
  const chosen = stories ? sql`and h.story = any(${[...stories]}::uuid[])` : sql``
  const { rows } = await sql<Grown>`
    select h.newsroom, h.story, h.seq, (select u.at from story_update u
      where u.newsroom = h.newsroom and u.story = h.story and u.seq = h.seq) as edited
    from story_head h where h.announced < h.seq ${chosen}
    order by h.newsroom, h.story limit ${atOnce}`.execute(db)
  return rows
}

/** In a transaction of its own, the shortest there is; if a server dies before, it is said twice. */
async function note(db: Db, newsroom: NewsroomId, said: readonly Grown[]): Promise<void> {
  await sql`
    update story_head h set announced = due.said
    from (select k.story, s.said from unnest(${said.map(({ story }) => story)}::uuid[],
        ${said.map(({ seq }) => seq)}::bigint[]) as s(story, said)
      join story_head k on k.newsroom = ${newsroom}::uuid and k.story = s.story
      where k.announced < s.said order by k.story for update of k) due
    where h.newsroom = ${newsroom}::uuid and h.story = due.story`.execute(db)
}
