import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { configFrom } from '../server-config.ts'
import { startServer } from '../start-server.ts'
import { aDatabase, type TestDatabase } from '../testing/a-database.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './open-database.ts'

let place: TestDatabase
let pools: Database[]
beforeEach(async () => {
  place = await aDatabase()
  pools = [1, 2, 3].map(() => openDatabase(place.url, () => {}))
})
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  await place.drop()
})

const applied = async () => {
  const { rows } = await sql<{ number: number }>`select number from migration`.execute(pools[0]!.db)
  return rows.map(({ number }) => number)
}

describe('migrations', () => {
  it('[VMG1] run once when three servers start together, and not again', async () => {
    await Promise.all(pools.map(({ db }) => migrate(db)))
    const first = await applied()
    expect(first[0]).toBe(1)

    await migrate(pools[1]!.db)
    expect(await applied()).toEqual(first)
  })

  it('[VMG2] refuse a database of a later release and leave it as it is', async () => {
    const { db } = pools[0]!
    await migrate(db)
    await sql`insert into migration (number, name) values (99, 'from the future')`.execute(db)

    await expect(migrate(db)).rejects.toMatchObject({ code: 'newer-database', retry: 'never' })
    expect((await applied()).at(-1)).toBe(99)
  })

  it('[VMG2] stop a whole server before it touches a newer database', async () => {
    const { db } = pools[0]!
    await migrate(db)
    await sql`insert into migration (number, name) values (99, 'from the future')`.execute(db)
    const config = configFrom({ DATABASE_URL: place.url, PORT: '0', DATA_DIR: tmpdir() })

    await expect(startServer(config, pino({ level: 'silent' }))).rejects.toMatchObject({
      code: 'newer-database',
      message: expect.stringMatching(/layout 99; this server knows layouts up to \d/),
      remedy: 'Install the newest Copydesk server.',
    })
    expect((await applied()).at(-1)).toBe(99)
  })

  it('[VMG1] take a step of a lower number too, when it came later than its neighbour', async () => {
    const { db } = pools[0]!
    const step = (number: number) => ({
      number,
      name: `n${number}`,
      sql: `create table t${number} ()`,
    })
    await migrate(db, [step(1), step(3)])
    await migrate(db, [step(1), step(2), step(3)])
    expect(await applied()).toEqual([1, 3, 2])
  })

  it('[VMG1] keep nothing of a step that fails half-way', async () => {
    const { db } = pools[0]!
    await migrate(db)
    const before = await applied()
    const taken = before.map((number) => ({ number, name: '', sql: '' }))
    const broken = { number: 98, name: 'broken', sql: 'create table half (); select 1/0' }

    await expect(migrate(db, [...taken, broken])).rejects.toThrow('division by zero')
    expect(await applied()).toEqual(before)
    const { rows } = await sql`select 1 from pg_tables where tablename = 'half'`.execute(db)
    expect(rows).toEqual([])
  })
})
