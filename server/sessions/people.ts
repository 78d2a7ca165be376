/** Making a newsroom, its desks and its people. Each becomes a fact that every desk hears of. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type NewsroomId, newUserId, type UserId } from '../../shared/model/ids.ts'
import type {
  Desk,
  Membership,
  Newsroom,
  Person,
  ReadingPolicy,
} from '../../shared/model/people.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { loadPeople } from '../db/people-rows.ts'
import { hashPassword } from './passwords.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: Language
  readonly memberships: readonly Membership[]
  /** Made when not given. */
  readonly id?: UserId
}

/** Makes a newsroom with its desks. */
export async function createNewsroom(
  db: Db,
  newsroom: Newsroom,
  desks: readonly Desk[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const now = await databaseNow(trx)
    await trx
      .insertInto('newsroom')
      .values({
        id: newsroom.id,
        epoch: randomUUID(),
        detail: JSON.stringify(newsroom),
        created_at: now,
      })
      .execute()
    for (const { id, labels } of desks) {
      await trx
        .insertInto('desk')
        .values({ newsroom: newsroom.id, id, labels: JSON.stringify(labels) })
        .execute()
    }
    await appendFacts(
      trx,
      newsroom.id,
      [{ type: 'newsroom', newsroom }, ...desks.map((desk) => ({ type: 'desk' as const, desk }))],
      now,
    )
  })
}

/** Makes a person with a password and roles. */
export async function createPerson(
  db: Db,
  newsroom: NewsroomId,
  { id = newUserId(), ...person }: NewPerson,
): Promise<Person> {
  const passwordHash = await hashPassword(person.password)
  return await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('person')
      .values({
        newsroom,
        id,
        email: person.email,
        name: person.name,
        language: person.language,
        password_hash: passwordHash,
      })
      .execute()
    await insertMemberships(trx, newsroom, id, person.memberships)
    return await announcePerson(trx, newsroom, id)
  })
}

/** Gives a person other roles; what they may do changes with the next command. */
export async function setMemberships(
  db: Db,
  newsroom: NewsroomId,
  person: UserId,
  memberships: readonly Membership[],
): Promise<Person> {
  return await db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('membership')
      .where('newsroom', '=', newsroom)
      .where('person', '=', person)
      .execute()
    await insertMemberships(trx, newsroom, person, memberships)
    return await announcePerson(trx, newsroom, person)
  })
}

async function insertMemberships(
  trx: Trx,
  newsroom: NewsroomId,
  person: UserId,
  memberships: readonly Membership[],
): Promise<void> {
  for (const { desk, role } of memberships) {
    await trx.insertInto('membership').values({ newsroom, person, desk, role }).execute()
  }
}

async function announcePerson(trx: Trx, newsroom: NewsroomId, id: UserId): Promise<Person> {
  const person = (await loadPeople(trx, newsroom, [id])).get(id)
  if (!person) throw new Error(`person ${id} was not inserted`)
  await appendFacts(trx, newsroom, [{ type: 'person', person }], await databaseNow(trx))
  return person
}

/** What people read besides their own desks' stories; it holds with the next request. */
export async function setReading(
  db: Db,
  newsroom: NewsroomId,
  reading: ReadingPolicy,
): Promise<Newsroom> {
  return await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ detail: Newsroom }>`
      update newsroom set detail = jsonb_set(detail, '{reading}', to_jsonb(${reading}::text))
      where id = ${newsroom} returning detail`.execute(trx)
    const detail = rows[0]?.detail
    if (!detail) throw new Error(`no newsroom ${newsroom}`)
    await appendFacts(
      trx,
      newsroom,
      [{ type: 'newsroom', newsroom: detail }],
      await databaseNow(trx),
    )
    return detail
  })
}

/** The newsroom's desks, by id. */
export async function desksOf(db: Db, newsroom: NewsroomId): Promise<Desk[]> {
  const { rows } = await sql<Desk>`
    select id, labels from desk where newsroom = ${newsroom} order by id`.execute(db)
  return rows
}
