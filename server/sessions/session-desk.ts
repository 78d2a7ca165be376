/**
 * Signing in and out with local accounts.
 *
 * VSE1  A token is stored as its hash only: who reads the database cannot act as anybody.
 * VSE2  An unknown address and a wrong password get the same answer after the same work.
 * VSE3  A token that was signed out or has expired, or whose account was closed, opens nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { NewsroomId, UserId } from '../../shared/model/ids.ts'
import type { Session, SignIn } from '../../shared/protocol/session.ts'
import { type Db, databaseNow } from '../db/open-database.ts'
import { type Actor, loadPeople } from '../db/people-rows.ts'
import { passwordMatches } from './passwords.ts'
import { desksOf } from './people.ts'
import { checkTries, countFailure, forgiveFailures } from './sign-in-limit.ts'

/** No session, or none that holds. */
export class NotSignedIn extends NewsroomError {
  readonly code = 'not-signed-in'
  readonly retry = 'never'
  override readonly remedy = 'Sign in.'
  constructor(why = 'Not signed in') {
    super(why)
  }
}

/** An operator has closed the account. */
export class AccountClosed extends NewsroomError {
  readonly code = 'account-closed'
  readonly retry = 'never'
  override readonly remedy = 'Ask whoever keeps your newsroom’s server.'
  constructor() {
    super('This account has been closed')
  }
}

/** Wrong address or password; which of them is not said. */
export class WrongPassword extends NewsroomError {
  readonly code = 'wrong-password'
  readonly retry = 'never'
  constructor() {
    super('Wrong address or password')
  }
}

/** A desk may be offline for weeks. */
const sessionLife_ms = 60 * 24 * 3_600_000

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Checks the password and opens a session for one device. `address` is where the request is from. */
export async function signIn(
  db: Db,
  { email, password, device }: SignIn,
  address: string,
): Promise<Session> {
  const now = await databaseNow(db)
  await checkTries(db, email, address, now)
  const account = await accountOf(db, email)
  if (!(await passwordMatches(account?.password_hash ?? null, password)) || !account) {
    await countFailure(db, email, address, now)
    throw new WrongPassword()
  }
  if (account.disabled) throw new AccountClosed()
  await forgiveFailures(db, email)
  const token = randomBytes(32).toString('base64url')
  const expiresAt = now + sessionLife_ms
  await sql`delete from session where expires_at < ${now}`.execute(db)
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      newsroom: account.newsroom,
      person: account.id,
      device,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return { token, expiresAt, ...(await surroundings(db, account.newsroom, account.id)) }
}

interface Account {
  readonly newsroom: NewsroomId
  readonly id: UserId
  readonly password_hash: string
  readonly disabled: boolean
}

async function accountOf(db: Db, email: string) {
  const { rows } = await sql<Account>`
    select newsroom, id, password_hash, disabled_at is not null as disabled from person
    where lower(email) = ${email.toLowerCase()}`.execute(db)
  return rows[0]
}

async function surroundings(db: Db, newsroom: NewsroomId, id: UserId) {
  const person = (await loadPeople(db, newsroom, [id])).get(id)
  if (!person) throw new NotSignedIn('This account has been removed')
  const { detail } = await db
    .selectFrom('newsroom')
    .select('detail')
    .where('id', '=', newsroom)
    .executeTakeFirstOrThrow()
  return { person, newsroom: detail, desks: await desksOf(db, newsroom) }
}

/** Who this token speaks for, asked of the database each time. Throws `NotSignedIn`, `AccountClosed`. */
export async function actorOf(db: Db, token: string): Promise<Actor> {
  const session = hashToken(token)
  const { rows } = await sql<Omit<Actor, 'session'> & { readonly closed: boolean }>`
    select s.newsroom, s.person, s.device, s.expires_at as "expiresAt",
      p.disabled_at is not null as closed
    from session s join person p on p.newsroom = s.newsroom and p.id = s.person
    where s.token_hash = ${session}
      and s.expires_at > floor(extract(epoch from clock_timestamp()) * 1000)`.execute(db)
  const [row] = rows
  if (!row) throw new NotSignedIn('The session has ended')
  const { closed, ...actor } = row
  if (closed) throw new AccountClosed()
  return { ...actor, session }
}

/** What a signed-in device learns about itself; the token stays as it is. */
export async function describeSession(db: Db, actor: Actor): Promise<Omit<Session, 'token'>> {
  return { expiresAt: actor.expiresAt, ...(await surroundings(db, actor.newsroom, actor.person)) }
}

/** Ends the session. */
export async function signOut(db: Db, actor: Actor): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', actor.session).execute()
}
