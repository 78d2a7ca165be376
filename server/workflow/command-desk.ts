/**
 * Judges commands: the only road from a wish to a fact.
 *
 *     desk's outbox → [command desk] → change feed, readers' copy
 *
 * VCD1  A command is judged once: sent again, it gets the same verdict and makes no second fact.
 * VCD2  Verdict, fact, readers' copy and the device's counter are one transaction.
 * VCD3  A refused command advances the counter too, so that the outbox behind it moves on.
 * VCD4  Every command is judged by the roles its sender holds now, in the database.
 */
import { sql } from 'kysely'
import {
  type Command,
  isBreakingCommand,
  isStoryCommand,
  type SentCommand,
  type TermCommand,
} from '../../shared/model/commands.ts'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { Fact, TermFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import type { RefusalCode } from '../../shared/model/refusals.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import { judgeBreaking } from '../breaking/breaking-desk.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { type Actor, loadPeople } from '../db/people-rows.ts'
import { judgeStory } from './story-desk.ts'

/** A command that does not belong where it stands: another's id, device or place in the row. */
export class CommandOutOfPlace extends NewsroomError {
  readonly code = 'command-out-of-place'
  readonly retry = 'never'
}

/** The device has used a newer counter: its store was restored from an old copy. */
export class CounterUsed extends NewsroomError {
  readonly code = 'counter-used'
  readonly retry = 'later'
}

/** Advisory locks of terms: one that is not there yet has no row to lock. */
const termLock = 7_026

type Judgement =
  | { readonly kind: 'accepted'; readonly fact: Fact }
  | { readonly kind: 'refused'; readonly because: RefusalCode }

/**
 * Judges one command in one transaction. `at` is for importing what happened earlier; a desk's
 * command is judged by the database's clock.
 */
export async function judgeCommand(
  db: Db,
  actor: Actor,
  sent: SentCommand,
  at?: Instant,
): Promise<Verdict> {
  if (sent.device !== actor.device) {
    throw new CommandOutOfPlace('A command is sent by the device that made it')
  }
  return await db.transaction().execute(async (trx) => {
    const last = await lockCounter(trx, actor)
    const earlier = await earlierVerdict(trx, actor, sent)
    if (earlier) return earlier
    if (sent.counter <= last) {
      throw new CounterUsed(`Counter ${sent.counter} was used; the last one was ${last}`)
    }
    const now = at ?? (await databaseNow(trx))
    const verdict = await judgeAndTell(trx, actor, sent, now)
    await record(trx, actor, sent, verdict, now)
    return verdict
  })
}

/** The device's newest counter; from here its commands are judged one after another. */
async function lockCounter(trx: Trx, { newsroom, device }: Actor): Promise<number> {
  // Writing the row as it is takes its lock, whether it was there or not.
  const { rows } = await sql<{ counter: number }>`
    insert into device_counter as d (newsroom, device, counter) values (${newsroom}, ${device}, 0)
    on conflict (newsroom, device) do update set counter = d.counter returning d.counter`.execute(
    trx,
  )
  return rows[0]?.counter ?? 0
}

async function earlierVerdict(
  trx: Trx,
  actor: Actor,
  sent: SentCommand,
): Promise<Verdict | undefined> {
  const row = await trx
    .selectFrom('command')
    .select(['person', 'device', 'verdict'])
    .where('newsroom', '=', actor.newsroom)
    .where('id', '=', sent.id)
    .executeTakeFirst()
  if (row && (row.person !== actor.person || row.device !== sent.device)) {
    throw new CommandOutOfPlace('Another person or device has sent a command of this id')
  }
  return row?.verdict
}

async function judgeAndTell(
  trx: Trx,
  { newsroom, person }: Actor,
  { id, command }: SentCommand,
  now: Instant,
): Promise<Verdict> {
  const actor = (await loadPeople(trx, newsroom, [person])).get(person)
  const judgement: Judgement = actor
    ? await judge(trx, newsroom, command, actor, now)
    : { kind: 'refused', because: 'not-allowed' }
  if (judgement.kind === 'refused') return { ...judgement, command: id }
  const position = await appendFacts(trx, newsroom, [judgement.fact], now, ['due'])
  return { kind: 'accepted', command: id, position, fact: judgement.fact }
}

async function judge(
  trx: Trx,
  newsroom: NewsroomId,
  command: Command,
  actor: Person,
  now: Instant,
): Promise<Judgement> {
  if (isStoryCommand(command)) return await judgeStory(trx, newsroom, command, actor, now)
  if (isBreakingCommand(command)) return await judgeBreaking(trx, newsroom, command, actor, now)
  return await judgeTerm(trx, newsroom, command, actor)
}

async function judgeTerm(
  trx: Trx,
  newsroom: NewsroomId,
  { scheme, key, labels }: TermCommand,
  actor: Person,
): Promise<Judgement> {
  if (!may(actor, 'add-term', null)) return { kind: 'refused', because: 'not-allowed' }
  await sql`select pg_advisory_xact_lock(${termLock}, hashtext(${`${scheme}:${key}`}))`.execute(trx)
  const known = await trx
    .selectFrom('feed')
    .select('position')
    .where('newsroom', '=', newsroom)
    .where('fact_key', '=', `term:${scheme}:${key}`)
    .executeTakeFirst()
  if (known) return { kind: 'refused', because: 'exists-already' }
  const fact: TermFact = { type: 'term', scheme, key, labels }
  return { kind: 'accepted', fact }
}

async function record(
  trx: Trx,
  { newsroom, person, device }: Actor,
  { id, counter, command }: SentCommand,
  verdict: Verdict,
  now: Instant,
): Promise<void> {
  await sql`
    with counted as (
      update device_counter set counter = ${counter}
      where newsroom = ${newsroom} and device = ${device})
    insert into command (newsroom, id, device, counter, person, at, command, verdict)
    values (${newsroom}, ${id}, ${device}, ${counter}, ${person}, ${now},
      ${JSON.stringify(command)}, ${JSON.stringify(verdict)})`.execute(trx)
}
