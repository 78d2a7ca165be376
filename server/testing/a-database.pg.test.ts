import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { aDatabase } from './a-database.ts'

async function inDatabase<Row extends pg.QueryResultRow>(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('a database for tests', () => {
  it('is a real PostgreSQL, and apart from every other', async () => {
    const one = await aDatabase()
    const other = await aDatabase()

    await inDatabase(one.url, 'CREATE TABLE story (slug text)')
    const tables = `SELECT count(*)::int AS n FROM pg_tables WHERE tablename = 'story'`

    expect(await inDatabase<{ n: number }>(one.url, tables)).toEqual([{ n: 1 }])
    expect(await inDatabase<{ n: number }>(other.url, tables)).toEqual([{ n: 0 }])
    await one.drop()
    await other.drop()
  })
})
