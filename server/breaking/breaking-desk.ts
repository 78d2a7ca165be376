/** Breaking lines in the database: judged under a lock of their own, saved with their due time. */
import { sql } from 'kysely'
import { type BreakingVerdict, breakingDueAt, decideBreaking } from '../../shared/model/breaking.ts'
import type { BreakingCommand } from '../../shared/model/commands.ts'
import type { BreakingFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Trx } from '../db/open-database.ts'

/** Advisory locks of breaking lines: a line that is not there yet has no row to lock. */
const lineLock = 7_024

/** Judges a command about a line and saves the line; the caller appends the fact to the feed. */
export async function judgeBreaking(
  trx: Trx,
  newsroom: NewsroomId,
  command: BreakingCommand,
  actor: Person,
  now: Instant,
): Promise<BreakingVerdict> {
  await sql`select pg_advisory_xact_lock(${lineLock}, hashtext(${command.breaking}::text))`.execute(
    trx,
  )
  const row = await trx
    .selectFrom('breaking')
    .select('fact')
    .where('newsroom', '=', newsroom)
    .where('id', '=', command.breaking)
    .forUpdate()
    .executeTakeFirst()
  const verdict = decideBreaking(row?.fact ?? null, command, { actor, now })
  if (verdict.kind === 'accepted') await saveBreaking(trx, newsroom, verdict.fact)
  return verdict
}

/** Writes a line in its new stage. */
export async function saveBreaking(
  trx: Trx,
  newsroom: NewsroomId,
  fact: BreakingFact,
): Promise<void> {
  const liveSince = fact.stage.at === 'live' ? fact.stage.since : null
  await sql`
    insert into breaking (newsroom, id, fact, due_at, live_since)
    values (${newsroom}, ${fact.id}, ${JSON.stringify(fact)}, ${breakingDueAt(fact)}, ${liveSince})
    on conflict (newsroom, id) do update
      set fact = excluded.fact, due_at = excluded.due_at,
        live_since = excluded.live_since`.execute(trx)
}
