import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { until } from './until.ts'

/** A fresh, empty database of the run's real PostgreSQL, and the way to drop it. */
export type TestDatabase = { readonly url: string; drop(): Promise<void> }

async function onCluster(cluster: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: `${cluster}/postgres` })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A closed pool's goodbye travels for a moment: who is thrown out meanwhile calls it an error. */
async function everybodyLeft(cluster: string, name: string): Promise<boolean> {
  const { rows } = await onCluster(
    cluster,
    `SELECT 1 FROM pg_stat_activity WHERE datname = '${name}' LIMIT 1`,
  )
  return rows.length === 0
}

/** Makes a database for the calling test file; give `url` to the code under test. */
export async function aDatabase(): Promise<TestDatabase> {
  const cluster = inject('postgresUrl')
  const name = `t_${randomBytes(8).toString('hex')}`
  await onCluster(cluster, `CREATE DATABASE ${name}`)
  return {
    url: `${cluster}/${name}`,
    async drop() {
      await until('everybody to leave', () => everybodyLeft(cluster, name), 3000).catch(
        () => undefined,
      )
      await onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
