/**
 * Moves what time alone moves: scheduled stories and breaking lines go live, lines expire.
 *
 *     command desk (due_at) → [scheduler] → change feed, readers' copy
 *
 * VSC1  Each due moment takes effect exactly once, with any number of server processes.
 * VSC2  State, readers' copy and feed row are one transaction.
 * VSC3  The database's clock decides what is due.
 */
import { sql } from 'kysely'
import { breakingWhenDue } from '../../shared/model/breaking.ts'
import type { BreakingFact, Fact, StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import { whenDue } from '../../shared/model/life-cycle.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import type { WakeUps } from '../db/wake-ups.ts'
import { currentVersion } from '../documents/current-version.ts'
import { lockStories, saveStoryFact } from '../documents/story-lock.ts'
import { applyPublication } from '../workflow/publish.ts'
import { saveBreaking } from './breaking-desk.ts'

export interface Scheduler {
  close(): Promise<void>
}

export interface SchedulerOptions {
  readonly onError: (error: unknown) => void
  /** Hears how late each moment took effect. */
  readonly onFired?: (late_ms: number) => void
}

/** Looks at least this often, whatever was announced. */
const longestNap_ms = 1000

/** Runs until closed; several may run on one database. */
export function runScheduler(db: Db, wakeUps: WakeUps, options: SchedulerOptions): Scheduler {
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let again = false

  async function run(): Promise<void> {
    do {
      again = false
      while (await fireOne(db, options)) if (closed) return
    } while (again)
    const nap = await napUntilDue(db)
    // Whoever called while it was asked may know of something sooner.
    if (!closed) timer = setTimeout(start, again ? 0 : nap)
  }

  function start(): void {
    again = true
    if (running || closed) return
    clearTimeout(timer)
    running = run()
      .catch((error: unknown) => {
        options.onError(error)
        if (!closed) timer = setTimeout(start, longestNap_ms)
      })
      .finally(() => {
        running = null
      })
  }

  const stop = wakeUps.on('due', start)
  start()
  return {
    async close() {
      closed = true
      stop()
      await running
      clearTimeout(timer)
    },
  }
}

async function napUntilDue(db: Db): Promise<number> {
  const { rows } = await sql<{ nap: number | null }>`
    select (least((select min(due_at) from story), (select min(due_at) from breaking))
      - floor(extract(epoch from clock_timestamp()) * 1000))::bigint as nap`.execute(db)
  const nap = rows[0]?.nap ?? longestNap_ms
  return Math.min(Math.max(nap, 1), longestNap_ms)
}

/** Fires the earliest due moment nobody else is at; false when there is none. */
async function fireOne(db: Db, { onFired }: SchedulerOptions): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const now = await databaseNow(trx)
    const fired = (await fireBreaking(trx, now)) ?? (await fireStory(trx, now))
    if (!fired) return false
    if (fired.fact) {
      await appendFacts(trx, fired.newsroom, [fired.fact], now)
      onFired?.(now - fired.dueAt)
    }
    return true
  })
}

interface Fired {
  readonly newsroom: NewsroomId
  readonly dueAt: Instant
  /** Null when the moment had lost its meaning: nothing to tell. */
  readonly fact: Fact | null
}

async function fireBreaking(trx: Trx, now: Instant): Promise<Fired | null> {
  const { rows } = await sql<{ newsroom: NewsroomId; due_at: Instant; fact: BreakingFact }>`
    select newsroom, due_at, fact from breaking where due_at <= ${now}
    order by due_at limit 1 for update skip locked`.execute(trx)
  const [due] = rows
  if (!due) return null
  const moved = breakingWhenDue(due.fact, now)
  await saveBreaking(trx, due.newsroom, moved ?? due.fact)
  return { newsroom: due.newsroom, dueAt: due.due_at, fact: moved }
}

/** Claims by the story's head: the lock that orders everything about a story. */
async function fireStory(trx: Trx, now: Instant): Promise<Fired | null> {
  const { rows } = await sql<{ newsroom: NewsroomId; story: StoryId; due_at: Instant }>`
    select h.newsroom, h.story, s.due_at from story s
    join story_head h on h.newsroom = s.newsroom and h.story = s.id
    where s.due_at <= ${now} order by s.due_at limit 1 for update of h skip locked`.execute(trx)
  const [due] = rows
  if (!due) return null
  const { newsroom, story, due_at: dueAt } = due
  const fact = (await lockStories(trx, newsroom, [story])).get(story)?.fact
  return { newsroom, dueAt, fact: fact ? await publishDue(trx, newsroom, fact, now) : null }
}

async function publishDue(
  trx: Trx,
  newsroom: NewsroomId,
  before: StoryFact,
  now: Instant,
): Promise<StoryFact | null> {
  const current = await currentVersion(trx, newsroom, before.id)
  const after = whenDue(before, current?.version ?? null, now)
  if (after) {
    await saveStoryFact(trx, newsroom, after)
    await applyPublication(trx, newsroom, before, after, current)
  } else await clearDue(trx, newsroom, before, now)
  return after
}

/** The claim read the row before it held the lock: it may have been moved, or still be early. */
async function clearDue(trx: Trx, newsroom: NewsroomId, fact: StoryFact, now: Instant) {
  const { work } = fact
  if (work.at !== 'scheduled' || work.publishAt > now) return
  await sql`update story set due_at = null
    where newsroom = ${newsroom} and id = ${fact.id}`.execute(trx)
}
