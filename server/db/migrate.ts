/**
 * Forward migrations, each in the transaction that also notes its number.
 *
 * VMG1  Two servers that start at once migrate once; running again changes nothing.
 * VMG2  A database written by a newer program is refused before anything is touched.
 */
import { sql } from 'kysely'
import { NewsroomError } from '../../shared/model/errors.ts'
import { firstLight } from './migrations/0001-first-light.ts'
import { logInOneTrip } from './migrations/0002-log-in-one-trip.ts'
import { quarantine } from './migrations/0003-quarantine.ts'
import { uploadParts } from './migrations/0005-upload-parts.ts'
import { storyGaps } from './migrations/0006-story-gaps.ts'
import { plainLogSteps } from './migrations/0007-plain-log-steps.ts'
import { quietLog } from './migrations/0008-quiet-log.ts'
import { closedAccounts } from './migrations/0009-closed-accounts.ts'
import type { Db, Trx } from './open-database.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

const migrations: readonly Migration[] = [
  firstLight,
  logInOneTrip,
  quarantine,
  uploadParts,
  storyGaps,
  plainLogSteps,
  quietLog,
  closedAccounts,
]

/** The database's layout is from a later release than this program. */
export class NewerDatabase extends NewsroomError {
  readonly code = 'newer-database'
  readonly retry = 'never'
  override readonly remedy = 'Install the newest Copydesk server.'
  constructor(found: number, known: number) {
    super(`The database has layout ${found}; this server knows layouts up to ${known}`)
  }
}

/** A step that was taken, as the database remembers it. */
export interface TakenStep {
  readonly number: number
  readonly name: string
}

/** Any constant will do; it must only differ from our other advisory locks. */
const migrationLock = 7_023_001

/** Brings the database to the newest layout this program knows. */
export async function migrate(db: Db, known: readonly Migration[] = migrations): Promise<void> {
  await db.transaction().execute((trx) => migrateWithin(trx, known))
}

/** The same inside a transaction of the caller's; `known` may end at an older layout. */
export async function migrateWithin(
  trx: Db | Trx,
  known: readonly Migration[] = migrations,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx)
  await sql`create table if not exists migration (
    number integer primary key, name text not null, applied_at timestamptz not null default now()
  )`.execute(trx)
  const taken = await takenSteps(trx)
  checkNotNewer(taken, known)
  const numbers = new Set(taken.map(({ number }) => number))
  for (const step of known.filter(({ number }) => !numbers.has(number))) {
    await sql.raw(step.sql).execute(trx)
    await sql`insert into migration (number, name) values (${step.number}, ${step.name})`.execute(
      trx,
    )
  }
}

/** The steps that made this database what it is, oldest first. */
export async function takenSteps(db: Db | Trx): Promise<TakenStep[]> {
  const { rows } = await sql<TakenStep>`
    select number, name from migration order by number`.execute(db)
  return rows
}

/** Throws `NewerDatabase` when a step is not among those this program knows. */
export function checkNotNewer(
  taken: readonly TakenStep[],
  known: readonly TakenStep[] = migrations,
): void {
  const newest = known.at(-1)?.number ?? 0
  const stranger = taken.findLast(({ number }) => !known.some((step) => step.number === number))
  if (stranger) throw new NewerDatabase(stranger.number, newest)
}

/** What this program would do to a database that has taken these steps and no others. */
export const stepsTaken = (taken: readonly TakenStep[]): Migration[] =>
  migrations.filter(({ number }) => taken.some((step) => step.number === number))
