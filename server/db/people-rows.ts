/** People with the roles they hold at this moment: every judgement asks the database, not a cache. */
import { type RawBuilder, sql } from 'kysely'
import type { DeviceId, NewsroomId, UserId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Db, Trx } from './open-database.ts'

/** Who acts: what a valid token proves. */
export interface Actor {
  readonly newsroom: NewsroomId
  readonly person: UserId
  readonly device: DeviceId
  /** Hash of the session's token: acting ends with the session. */
  readonly session: Buffer
  readonly expiresAt: Instant
}

/** These people with their memberships, as one JSON array: an expression for a larger query. */
export const peopleAsJson = (
  newsroom: NewsroomId,
  ids: readonly UserId[],
): RawBuilder<readonly Person[]> => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email,
    'language', p.language, 'memberships', coalesce((
      select jsonb_agg(jsonb_build_object('desk', m.desk, 'role', m.role) order by m.desk, m.role)
      from membership m where m.newsroom = p.newsroom and m.person = p.id), '[]'))), '[]')
  from person p where p.newsroom = ${newsroom} and p.id = any(${[...ids]}::uuid[]))`

/** These people with their memberships; unknown ids are left out. */
export async function loadPeople(
  db: Db | Trx,
  newsroom: NewsroomId,
  ids: readonly UserId[],
): Promise<Map<UserId, Person>> {
  const { rows } = await sql<{ people: Person[] }>`
    select ${peopleAsJson(newsroom, ids)} as people`.execute(db)
  return new Map(rows.flatMap(({ people }) => people).map((person) => [person.id, person]))
}

/** Which of these sessions still hold, and which belong to an account that was closed. */
export async function sessionsNow(
  db: Db | Trx,
  hashes: readonly Buffer[],
  now: Instant,
): Promise<Map<string, 'valid' | 'closed'>> {
  const { rows } = await sql<{ hash: string; closed: boolean }>`
    select encode(s.token_hash, 'hex') as hash, p.disabled_at is not null as closed
    from session s join person p on p.newsroom = s.newsroom and p.id = s.person
    where s.token_hash = any(${[...hashes]}::bytea[]) and s.expires_at > ${now}`.execute(db)
  return new Map(rows.map(({ hash, closed }) => [hash, closed ? 'closed' : 'valid']))
}
