/**
 * Slows guessing down: failures are counted by address and by account, in the database, so that
 * every server process sees them.
 */
import { sql } from 'kysely'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Db } from '../db/open-database.ts'

/** Failures are forgiven after this time without another. */
const window_ms = 10 * 60_000
const mostPerAccount = 10
/** Many people may share one address. */
const mostPerAddress = 60

/** Too many wrong passwords lately. */
export class TooManyTries extends NewsroomError {
  readonly code = 'too-many-tries'
  readonly retry = 'later'
  override readonly remedy = 'Wait ten minutes, then try again.'
  override readonly retryAfter = window_ms
  constructor() {
    super('Too many wrong passwords')
  }
}

interface Counted {
  readonly key: string
  readonly most: number
}

const countersOf = (email: string, address: string): Counted[] => [
  { key: `account ${email.toLowerCase()}`, most: mostPerAccount },
  { key: `address ${address}`, most: mostPerAddress },
]

/** Throws `TooManyTries` when this account or address has failed too often lately. */
export async function checkTries(
  db: Db,
  email: string,
  address: string,
  now: Instant,
): Promise<void> {
  const counters = countersOf(email, address)
  const rows = await db
    .selectFrom('sign_in_failure')
    .select(['key', 'failures'])
    .where(
      'key',
      'in',
      counters.map(({ key }) => key),
    )
    .where('since', '>', now - window_ms)
    .execute()
  const most = new Map(counters.map((counter) => [counter.key, counter.most]))
  if (rows.some(({ key, failures }) => failures >= (most.get(key) ?? 0))) throw new TooManyTries()
}

/** Counts a wrong password. */
export async function countFailure(
  db: Db,
  email: string,
  address: string,
  now: Instant,
): Promise<void> {
  for (const { key } of countersOf(email, address)) {
    await sql`
      insert into sign_in_failure as f (key, failures, since) values (${key}, 1, ${now})
      on conflict (key) do update set since = excluded.since,
        failures = case when f.since > ${now - window_ms} then f.failures + 1 else 1 end`.execute(
      db,
    )
  }
}

/** A right password clears the account's count. */
export async function forgiveFailures(db: Db, email: string): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('key', '=', `account ${email.toLowerCase()}`)
    .execute()
}
