/** The sample's breaking lines: live, scheduled, drafted, expired and recalled ones. */
import { sql } from 'kysely'
import { breakingWhenDue } from '../../shared/model/breaking.ts'
import type { BreakingCommand } from '../../shared/model/commands.ts'
import type { BreakingFact } from '../../shared/model/facts.ts'
import {
  type BreakingId,
  type CommandId,
  type NewsroomId,
  parseBreakingId,
} from '../../shared/model/ids.ts'
import { saveBreaking } from '../breaking/breaking-desk.ts'
import { appendFacts } from '../changes/change-feed.ts'
import type { Db } from '../db/open-database.ts'
import { type Anchor, instantOf } from './moment.ts'
import type { SampleLine } from './sample-files.ts'
import { type SampleHands, sampleCommandId } from './sample-hands.ts'
import { sampleId } from './sample-ids.ts'
import { sampleStoryId } from './story-content.ts'

const hour_ms = 3_600_000
const recalledAfter_ms = 9 * 60_000

/** Plays the lines' lives, oldest first. */
export async function loadBreaking(
  db: Db,
  newsroom: NewsroomId,
  hands: SampleHands,
  lines: readonly SampleLine[],
  anchor: Anchor,
): Promise<void> {
  for (const { line, at } of inOrder(lines, anchor)) {
    const { key, by, state } = line
    const id = parseBreakingId(sampleId('breaking', key))
    const issued = Math.min(at, anchor.now)
    await hands.command(by, commandName(key), firstCommand(line, id, at), issued)
    if (state === 'expired') await expire(db, newsroom, id)
    if (state === 'recalled') {
      const recall = { do: 'breaking-recall', breaking: id } as const
      await hands.command(by, `breaking ${key} recall`, recall, at + recalledAfter_ms)
    }
  }
}

const commandName = (key: string): string => `breaking ${key}`

function inOrder(lines: readonly SampleLine[], anchor: Anchor) {
  return lines.map((line) => ({ line, at: instantOf(line.at, anchor) })).sort((a, b) => a.at - b.at)
}

/** Id of the command that is sent last, whenever the sample is loaded: the one that is still ahead. */
export function lastCommandOf(lines: readonly SampleLine[], timeZone: string): CommandId {
  const last = inOrder(lines, { now: Date.now(), timeZone }).at(-1)
  return sampleCommandId(last ? commandName(last.line.key) : '')
}

function firstCommand(
  { state, lines, story, lifeHours }: SampleLine,
  breaking: BreakingId,
  at: number,
): BreakingCommand {
  const line = {
    breaking,
    lines,
    story: story && sampleStoryId('en', story.en),
    life: lifeHours * hour_ms,
  }
  if (state === 'drafted') return { do: 'breaking-draft', ...line }
  if (state === 'scheduled') return { do: 'breaking-schedule', ...line, goLiveAt: at }
  return { do: 'breaking-send', ...line }
}

/** Lets a line expire at its own time; the scheduler, were it first, would say "just now". */
async function expire(db: Db, newsroom: NewsroomId, id: BreakingId): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ fact: BreakingFact }>`
      select fact from breaking where newsroom = ${newsroom} and id = ${id} for update`.execute(trx)
    const fact = rows[0]?.fact
    if (fact?.stage.at !== 'live') return
    const { until } = fact.stage
    const expired = breakingWhenDue(fact, until)
    if (!expired) return
    await saveBreaking(trx, newsroom, expired)
    await appendFacts(trx, newsroom, [expired], until)
  })
}
