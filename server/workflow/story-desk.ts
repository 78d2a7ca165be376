/**
 * Stories judged under their lock: the fact, the version in the log and the readers' copy agree.
 *
 * VPG5  A text of which words are hidden, because the log lacks an update before them, is not
 *       approved, scheduled or published; the refusal says so.
 */
import { sql } from 'kysely'
import type { StoryCommand } from '../../shared/model/commands.ts'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import { decide, type StoryVerdict } from '../../shared/model/life-cycle.ts'
import type { Person } from '../../shared/model/people.ts'
import { missingForReaders, picturesInUse } from '../../shared/model/readiness.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Trx } from '../db/open-database.ts'
import { type CurrentVersion, currentVersion } from '../documents/current-version.ts'
import { keepVersion } from '../documents/kept-versions.ts'
import { lockStories, saveStoryFact } from '../documents/story-lock.ts'
import { countAway } from '../media/asset-access.ts'
import { applyPublication } from './publish.ts'

const creationLock = 7_025

/** Only these are judged by what the text says; the others need not build the document. */
const needsVersion: ReadonlySet<StoryCommand['do']> = new Set([
  'submit',
  'approve',
  'publish',
  'schedule',
])

/** Readers must never get a broken picture. */
const goesToReaders: ReadonlySet<StoryCommand['do']> = new Set(['publish', 'schedule'])

/** Judges a command about a story and saves what follows; the caller appends the fact to the feed. */
export async function judgeStory(
  trx: Trx,
  newsroom: NewsroomId,
  command: StoryCommand,
  actor: Person,
  now: Instant,
): Promise<StoryVerdict> {
  if (command.do === 'create-story') return await createStory(trx, newsroom, command, actor, now)
  const locked = (await lockStories(trx, newsroom, [command.story])).get(command.story)
  const before = locked?.fact ?? null
  const current =
    before && needsVersion.has(command.do)
      ? await currentVersion(trx, newsroom, command.story)
      : null
  const picturesAway = goesToReaders.has(command.do) ? await away(trx, newsroom, current) : 0
  const verdict = decide(before, command, { actor, now, picturesAway, ...judged(current) })
  if (verdict.kind === 'accepted') {
    await saveStoryFact(trx, newsroom, verdict.fact)
    if (current) {
      const { id: story, work } = verdict.fact
      const naming = { newsroom, story, person: actor.id, at: now, stage: work.at }
      await keepVersion(trx, naming, current)
    }
    await applyPublication(trx, newsroom, before, verdict.fact, current)
  }
  return verdict
}

const judged = (current: CurrentVersion | null) => ({
  version: current?.version ?? null,
  textIncomplete: current?.isWhole === false,
  missing: current ? missingForReaders(current.content) : (['headline-missing'] as const),
})

async function away(
  trx: Trx,
  newsroom: NewsroomId,
  current: CurrentVersion | null,
): Promise<number> {
  const used = current ? picturesInUse(current.content).map(({ asset }) => asset) : []
  return await countAway(trx, newsroom, used)
}

async function createStory(
  trx: Trx,
  newsroom: NewsroomId,
  command: Extract<StoryCommand, { do: 'create-story' }>,
  actor: Person,
  now: Instant,
): Promise<StoryVerdict> {
  await sql`select pg_advisory_xact_lock(${creationLock}, hashtext(${command.story}::text))`.execute(
    trx,
  )
  const before = (await lockStories(trx, newsroom, [command.story])).get(command.story)
  const verdict = decide(before?.fact ?? null, command, { actor, now, version: null, missing: [] })
  if (verdict.kind === 'accepted') await insertStory(trx, newsroom, verdict.fact)
  return verdict
}

async function insertStory(trx: Trx, newsroom: NewsroomId, fact: StoryFact): Promise<void> {
  await trx
    .insertInto('story')
    .values({ newsroom, id: fact.id, fact: JSON.stringify(fact), due_at: null })
    .execute()
  await sql`insert into story_head (newsroom, story) values (${newsroom}, ${fact.id})`.execute(trx)
}
