import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
    expect(await applied()).toEqual([1])

    await migrate(pools[1]!.db)
    expect(await applied()).toEqual([1])
  })

  it('[VMG2] refuse a database of a later release and leave it as it is', async () => {
    const { db } = pools[0]!
    await migrate(db)
    await sql`insert into migration (number, name) values (99, 'from the future')`.execute(db)

    await expect(migrate(db)).rejects.toMatchObject({ code: 'newer-database', retry: 'never' })
    expect(await applied()).toEqual([1, 99])
  })

  it('[VMG1] keep nothing of a step that fails half-way', async () => {
    const { db } = pools[0]!
    await migrate(db)
    const broken = { number: 2, name: 'broken', sql: 'create table half (); select 1/0' }

    await expect(migrate(db, [broken])).rejects.toThrow('division by zero')
    expect(await applied()).toEqual([1])
    const { rows } = await sql`select 1 from pg_tables where tablename = 'half'`.execute(db)
    expect(rows).toEqual([])
  })
})
