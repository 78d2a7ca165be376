/** Looks into the database of a server that brought its own PostgreSQL, past every program of ours. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'

const accessSchema = z.object({ user: z.string(), password: z.string() })

/** The address of the PostgreSQL in a server's data folder, while it runs. */
export function databaseUrlIn(data: string): string {
  const folder = join(data, 'postgres')
  const access = accessSchema.parse(JSON.parse(readFileSync(join(folder, 'copydesk.json'), 'utf8')))
  const port = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[3]
  return `postgres://${access.user}:${access.password}@127.0.0.1:${port}/postgres`
}

/** Asks that database; `bigint` comes as a number. */
export async function askDatabase<Row extends object>(
  data: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: databaseUrlIn(data),
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === pg.types.builtins.INT8
          ? Number
          : pg.types.getTypeParser(oid, format as 'text' | undefined),
    },
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** Process ids of the backends that serve the newsroom's servers. */
export async function backendsOf(data: string): Promise<number[]> {
  const rows = await askDatabase<{ pid: number }>(
    data,
    "select pid from pg_stat_activity where application_name = 'copydesk' order by pid",
  )
  return rows.map(({ pid }) => pid)
}
