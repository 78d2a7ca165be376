/**
 * Forward migrations, each in the transaction that also notes its number.
 *
 * VMG1  Two servers that start at once migrate once; running again changes nothing.
 * VMG2  A database written by a newer program is refused before anything is touched.
 */
import { sql } from 'kysely'
import { NewsroomError } from '../../shared/model/errors.ts'
import { firstLight } from './migrations/0001-first-light.ts'
import type { Db } from './open-database.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

const migrations: readonly Migration[] = [firstLight]

/** The database's layout is from a later release than this program. */
export class NewerDatabase extends NewsroomError {
  readonly code = 'newer-database'
  readonly retry = 'never'
  override readonly remedy = 'Install the newest Copydesk server.'
  constructor(found: number, known: number) {
    super(`The database has layout ${found}; this server knows layouts up to ${known}`)
  }
}

/** Any constant will do; it must only differ from our other advisory locks. */
const migrationLock = 7_023_001

/** Brings the database to the newest layout this program knows. */
export async function migrate(db: Db, known: readonly Migration[] = migrations): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx)
    await sql`create table if not exists migration (
      number integer primary key, name text not null, applied_at timestamptz not null default now()
    )`.execute(trx)
    const { rows } = await sql<{ newest: number }>`
      select coalesce(max(number), 0)::int as newest from migration`.execute(trx)
    const found = rows[0]?.newest ?? 0
    const newest = known.at(-1)?.number ?? 0
    if (found > newest) throw new NewerDatabase(found, newest)
    for (const step of known.filter(({ number }) => number > found)) {
      await sql.raw(step.sql).execute(trx)
      await sql`insert into migration (number, name) values (${step.number}, ${step.name})`.execute(
        trx,
      )
    }
  })
}
