/** A newsroom for the bench: its people, their signed-in devices and its stories, written at once. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { migrate } from '../server/db/migrate.ts'
import { type Db, databaseNow, openDatabase } from '../server/db/open-database.ts'
import { createNewsroom, createPerson } from '../server/sessions/people.ts'
import {
  type NewsroomId,
  newDeviceId,
  newNewsroomId,
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
  type StoryId,
} from '../shared/model/ids.ts'
import { decide } from '../shared/model/life-cycle.ts'
import type { Person } from '../shared/model/people.ts'
import type { Pass } from './sync-jobs.ts'

export interface BenchNewsroom {
  readonly passes: readonly Pass[]
  /** Stories that nobody has written in, taken from the front. */
  take(count: number): StoryId[]
}

const city = parseDeskId('city')
const sessionLife_ms = 24 * 3_600_000
const label = (text: string) => ({ en: text, ar: text, es: text })

async function addPeople(db: Db, newsroom: NewsroomId, first: Person, count: number) {
  const ids = Array.from({ length: count }, () => newUserId())
  await sql`insert into person (newsroom, id, email, name, language, password_hash)
    select p.newsroom, t.id, t.id || '@bench.example', 'Reporter', 'en', p.password_hash
    from unnest(${ids}::uuid[]) as t(id), person p where p.id = ${first.id}`.execute(db)
  await sql`insert into membership (newsroom, person, desk, role)
    select ${newsroom}, id, ${city}, 'reporter' from unnest(${ids}::uuid[]) as t(id)`.execute(db)
  return ids
}

async function signIn(db: Db, newsroom: NewsroomId, people: readonly string[]): Promise<Pass[]> {
  const passes = people.map(() => ({
    token: randomBytes(32).toString('base64url'),
    device: newDeviceId(),
  }))
  const hashes = passes.map(({ token }) => createHash('sha256').update(token).digest())
  const now = await databaseNow(db)
  await sql`insert into session (token_hash, newsroom, person, device, created_at, expires_at)
    select hash, ${newsroom}::uuid, person, device, ${now}::bigint, ${now + sessionLife_ms}::bigint
    from unnest(${hashes}::bytea[], ${[...people]}::uuid[],
      ${passes.map(({ device }) => device)}::uuid[]) as t(hash, person, device)`.execute(db)
  return passes
}

async function addStories(db: Db, newsroom: NewsroomId, actor: Person, count: number) {
  const now = await databaseNow(db)
  const facts = Array.from({ length: count }, () => {
    const made = decide(
      null,
      {
        do: 'create-story',
        story: newStoryId(),
        desk: city,
        language: 'en',
        translationGroup: newTranslationGroupId(),
      },
      { actor, now, version: null, missing: [] },
    )
    if (made.kind !== 'accepted') throw new Error('a reporter may create a story')
    return made.fact
  })
  await sql`insert into story (newsroom, id, fact)
    select ${newsroom}::uuid, (f->>'id')::uuid, f
    from jsonb_array_elements(${JSON.stringify(facts)}::jsonb) as t(f)`.execute(db)
  await sql`insert into story_head (newsroom, story)
    select newsroom, id from story`.execute(db)
  return facts.map(({ id }) => id)
}

/** Fills an empty database. */
export async function benchNewsroom(
  url: string,
  { desks, stories }: { desks: number; stories: number },
): Promise<BenchNewsroom> {
  const database = openDatabase(url, () => {})
  try {
    const { db } = database
    await migrate(db)
    const newsroom = newNewsroomId()
    const detail = { id: newsroom, name: label('The Bench'), slogan: label(''), timeZone: 'UTC' }
    await createNewsroom(db, detail, [{ id: city, labels: label('City') }])
    const first = await createPerson(db, newsroom, {
      name: 'First',
      email: 'first@bench.example',
      password: 'correct horse',
      language: 'en',
      memberships: [{ desk: city, role: 'reporter' }],
    })
    const people = [first.id, ...(await addPeople(db, newsroom, first, desks - 1))]
    const passes = await signIn(db, newsroom, people)
    const free = await addStories(db, newsroom, first, stories)
    await sql`vacuum analyze`.execute(db)
    return { passes, take: (count) => free.splice(0, count) }
  } finally {
    await database.close()
  }
}
