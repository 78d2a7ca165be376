import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDeviceId } from '../../shared/model/ids.ts'
import { sessionSchema } from '../../shared/protocol/session.ts'
import { type Database, openDatabase } from '../db/open-database.ts'
import { configFrom } from '../server-config.ts'
import { createNewsroom } from '../sessions/people.ts'
import { startServer } from '../start-server.ts'
import { aDatabase, type TestDatabase } from '../testing/a-database.ts'
import { makeFirstNewsroom, parseDesks } from './first-admin.ts'

let place: TestDatabase
let database: Database
beforeEach(async () => {
  place = await aDatabase()
  database = openDatabase(place.url, () => {})
})
afterEach(async () => {
  await database.close()
  await place.drop()
})

const password = 'a long enough secret'
const wanted = {
  newsroom: 'The Harbour Post',
  timeZone: 'Europe/Madrid',
  desks: parseDesks('city=City, world=World'),
  admin: { name: 'Samir Daoud', email: 'samir@harbourpost.example', password },
}
const people = async () =>
  (await sql<{ row: string }>`select p::text as row from person p`.execute(database.db)).rows

describe('the first administrator', () => {
  it('[VOP1] signs in to a newsroom of their own, once', async () => {
    const made = await makeFirstNewsroom(place.url, wanted)
    expect(made).toMatchObject({ name: { en: 'The Harbour Post' }, timeZone: 'Europe/Madrid' })

    const config = configFrom({ DATABASE_URL: place.url, PORT: '0' })
    const server = await startServer(config, pino({ level: 'silent' }))
    const answer = await fetch(`${server.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: wanted.admin.email, password, device: newDeviceId() }),
    })
    const session = sessionSchema.parse(await answer.json())
    await server.stop()
    expect(session.desks.map(({ id }) => id)).toEqual(['city', 'world'])
    expect(session.person.memberships).toContainEqual({ desk: 'world', role: 'admin' })

    const second = { ...wanted, newsroom: 'The Other Post' }
    await expect(makeFirstNewsroom(place.url, second)).rejects.toMatchObject({
      code: 'newsroom-exists',
      message: expect.stringContaining('The Harbour Post'),
    })
    expect(await people()).toHaveLength(1)
  })

  it('[VOP1] is made once by two who try at the same moment', async () => {
    const both = await Promise.allSettled([1, 2].map(() => makeFirstNewsroom(place.url, wanted)))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await people()).toHaveLength(1)
  })

  it('[VOP1] goes on where an earlier try was interrupted', async () => {
    const { id, ...rest } = await makeFirstNewsroom(place.url, wanted)
    await sql`truncate newsroom cascade`.execute(database.db)
    await createNewsroom(database.db, { id, ...rest }, [])
    await makeFirstNewsroom(place.url, wanted)
    expect(await people()).toHaveLength(1)
  })

  it('[VOP2] says what is wrong without the password, and makes nothing', async () => {
    const short = { ...wanted, admin: { ...wanted.admin, email: 'samir', password: 'secret' } }
    const refusal = (await makeFirstNewsroom(place.url, short).catch((e: Error) => e)) as Error
    expect(refusal).toMatchObject({ code: 'bad-input' })
    expect(refusal.message).toMatch(/admin.email: not a mail address/)
    expect(refusal.message).toMatch(/admin.password: a password has at least 12 characters/)
    expect(refusal.message).not.toContain('secret')
    const { rows } = await sql`select 1 from pg_tables where schemaname = 'public'`.execute(
      database.db,
    )
    expect(rows).toEqual([])
    expect(() => parseDesks('City Desk=City')).toThrow(/not a desk's id/)
  })

  it('[VOP2] leaves no password in the database', async () => {
    await makeFirstNewsroom(place.url, wanted)
    const [row] = await people()
    expect(row?.row).toContain('argon2id')
    expect(row?.row).not.toContain(password)
  })
})
