/**
 * The lock that orders all that happens to one story: appends to its text and moves of its fact.
 * It is the lock of its head row. Whoever takes several takes them in the order of their ids.
 */
import { sql } from 'kysely'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Trx } from '../db/open-database.ts'

export interface LockedStory {
  readonly story: StoryId
  readonly fact: StoryFact
}

/** Locks the heads of these stories until the transaction ends. */
export async function lockHeads(
  trx: Trx,
  newsroom: NewsroomId,
  stories: readonly StoryId[],
): Promise<void> {
  await sql`select 1 from story_head
    where newsroom = ${newsroom} and story = any(${[...stories]}::uuid[])
    order by story for update`.execute(trx)
}

/** Locks these stories and reads their facts; unknown ones are left out. */
export async function lockStories(
  trx: Trx,
  newsroom: NewsroomId,
  stories: readonly StoryId[],
): Promise<Map<StoryId, LockedStory>> {
  await lockHeads(trx, newsroom, stories)
  // A second statement, so that it sees what the lock's last holder committed.
  const { rows } = await sql<LockedStory>`
    select id as story, fact from story
    where newsroom = ${newsroom} and id = any(${[...stories]}::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.story, row]))
}

/** The story's fact in its new form, and when time alone will move it. */
export async function saveStoryFact(
  trx: Trx,
  newsroom: NewsroomId,
  fact: StoryFact,
): Promise<void> {
  await trx
    .updateTable('story')
    .set({ fact: JSON.stringify(fact), due_at: storyDueAt(fact) })
    .where('newsroom', '=', newsroom)
    .where('id', '=', fact.id)
    .execute()
}

/** When this story goes to readers by time alone, or null. */
export const storyDueAt = (fact: StoryFact): number | null =>
  fact.work.at === 'scheduled' ? fact.work.publishAt : null
