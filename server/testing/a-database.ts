import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A fresh, empty database of the run's real PostgreSQL, and the way to drop it. */
export type TestDatabase = { readonly url: string; drop(): Promise<void> }

async function onCluster(cluster: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${cluster}/postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Makes a database for the calling test file; give `url` to the code under test. */
export async function aDatabase(): Promise<TestDatabase> {
  const cluster = inject('postgresUrl')
  const name = `t_${randomBytes(8).toString('hex')}`
  await onCluster(cluster, `CREATE DATABASE ${name}`)
  return {
    url: `${cluster}/${name}`,
    drop: () => onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}
