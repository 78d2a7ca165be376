/** One connection, for work that needs COPY and typed statements in the same transaction. */
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely'
import pg from 'pg'
import { DatabaseUnavailable, type Db, type Trx } from '../db/open-database.ts'
import type { Tables } from '../db/tables.ts'

export interface OneClient {
  readonly client: pg.Client
  /** Speaks over that very connection: no transactions of its own inside one of yours. */
  readonly db: Db
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text' | undefined),
}

const poolOf = (client: pg.PoolClient): PostgresPool => ({
  options: {},
  connect: async () => client,
  end: async () => {},
})

/** Runs `work` on a connection of its own and closes it. */
export async function withOneClient<T>(
  url: string,
  work: (one: OneClient) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, types, application_name: 'copydesk tools' })
  // Without a listener a broken connection would end the program; the next query says it too.
  client.on('error', () => {})
  await client.connect().catch((cause: unknown) => {
    throw new DatabaseUnavailable(cause)
  })
  const lent = Object.assign(client, { release: () => {} }) as unknown as pg.PoolClient
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: poolOf(lent) }),
  })
  try {
    return await work({ client, db })
  } finally {
    await client.end().catch(() => {})
  }
}

/** Runs `work` in one transaction of that connection. */
export async function inTransaction<T>(
  { db }: OneClient,
  begin: 'begin' | 'begin isolation level repeatable read read only',
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  await sql.raw(begin).execute(db)
  try {
    // It is one, only not begun by kysely, which cannot COPY.
    const result = await work(db as Trx)
    await sql`commit`.execute(db)
    return result
  } catch (error) {
    await sql`rollback`.execute(db).catch(() => {})
    throw error
  }
}
