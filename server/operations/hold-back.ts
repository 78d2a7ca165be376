/**
 * What was due between a backup and its restore. It may have gone out, been moved, recalled or
 * corrected since; nobody can tell from the backup. So it waits for a person.
 */
import { sql } from 'kysely'
import type { BreakingFact, Fact, StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { saveBreaking } from '../breaking/breaking-desk.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { databaseNow, type Trx } from '../db/open-database.ts'
import { saveStoryFact } from '../documents/story-lock.ts'

export interface HeldBack {
  readonly what: 'story' | 'breaking line'
  readonly id: string
  /** When it was to go out. */
  readonly due: Instant
}

/** Takes overdue stories and lines off the schedule, inside the restore's transaction. */
export async function holdBackOverdue(trx: Trx): Promise<HeldBack[]> {
  const now = await databaseNow(trx)
  const stories = await due<StoryFact>(trx, 'story', now)
  const lines = await due<BreakingFact>(trx, 'breaking', now)
  const held: HeldBack[] = []
  for (const { newsroom, fact, due_at: at } of stories) {
    const after = offSchedule(fact)
    if (!after) continue
    await saveStoryFact(trx, newsroom, after)
    await tell(trx, newsroom, after, now)
    held.push({ what: 'story', id: fact.id, due: at })
  }
  for (const { newsroom, fact, due_at: at } of lines) {
    const after = backToDraft(fact, now)
    // A line that only expires may do so.
    if (!after) continue
    await saveBreaking(trx, newsroom, after)
    await tell(trx, newsroom, after, now)
    held.push({ what: 'breaking line', id: fact.id, due: at })
  }
  return held
}

const tell = (trx: Trx, newsroom: NewsroomId, fact: Fact, now: Instant) =>
  appendFacts(trx, newsroom, [fact], now)

async function due<F>(trx: Trx, table: 'story' | 'breaking', now: Instant) {
  const { rows } = await sql<{ newsroom: NewsroomId; fact: F; due_at: Instant }>`
    select newsroom, fact, due_at from ${sql.table(table)} where due_at <= ${now}
    order by due_at`.execute(trx)
  return rows
}

function offSchedule(fact: StoryFact): StoryFact | null {
  const { work } = fact
  if (work.at !== 'scheduled') return null
  const { approvedBy, when, version, submittedBy } = work
  const approved = { at: 'approved' as const, by: approvedBy, when, version, submittedBy }
  return { ...fact, revision: fact.revision + 1, work: approved }
}

function backToDraft(fact: BreakingFact, now: Instant): BreakingFact | null {
  const { stage } = fact
  if (stage.at !== 'scheduled') return null
  return {
    ...fact,
    revision: fact.revision + 1,
    stage: { at: 'drafted', by: stage.by, when: now },
  }
}
