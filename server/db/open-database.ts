/** The pool of connections, typed. One per server process. */
import assert from 'node:assert'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>

export interface Database {
  readonly db: Db
  readonly url: string
  /** True when that backend is one of this process's own: its notifications are no news here. */
  isOwnBackend(backend: number): boolean
  close(): Promise<void>
}

/** PostgreSQL does not answer, or not as it should. */
export class DatabaseUnavailable extends NewsroomError {
  readonly code = 'database-unavailable'
  readonly retry = 'later'
  constructor(cause: unknown) {
    super('The newsroom database does not answer', { cause })
  }
}

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown), and what sockets say. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(08|53|57P)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
      error.message,
    )
  )
}

/** `bigint` as number: our counters and instants stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text' | undefined),
}

const connections = 16

/**
 * Opens the database behind `url`; the first query connects. A function is asked at each new
 * connection: a PostgreSQL of our own that died may come back on another port.
 */
export function openDatabase(
  url: string | (() => string),
  onError: (error: Error) => void,
): Database {
  const urlNow = typeof url === 'string' ? () => url : url
  class Here extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionString: urlNow() })
    }
  }
  const pool = new pg.Pool({
    Client: Here,
    max: connections,
    types,
    application_name: 'copydesk',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  const backends = new Set<number>()
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', onError)
  pool.on('connect', (client) => {
    // Nor one that breaks while somebody holds it between two queries: their next query fails.
    client.on('error', onError)
    const backend = backendOf(client)
    if (backend === undefined) return
    backends.add(backend)
    client.once('end', () => backends.delete(backend))
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return {
    db,
    get url() {
      return urlNow()
    },
    isOwnBackend: (backend) => backends.has(backend),
    close: () => db.destroy(),
  }
}

/** A statement that is asked all day: each connection prepares it once, under its name. */
export interface OftenAsked {
  readonly name: string
  readonly text: string
}

const pools = new WeakMap<Db, pg.Pool>()

/**
 * Asks it outside any transaction, by the shortest way: with nothing to build and nothing to
 * translate, a keystroke waits a tenth less.
 */
export async function askOften<Row extends object>(
  db: Db,
  { name, text }: OftenAsked,
  values: readonly unknown[],
): Promise<Row[]> {
  const pool = pools.get(db)
  assert(pool, 'not a database that openDatabase made')
  const { rows } = await pool.query<Row>({ name, text, values: [...values] })
  return rows
}

const backendOf = (client: pg.PoolClient): number | undefined => {
  const { processID } = client as { processID?: number | null }
  return processID ?? undefined
}

/** The database's clock, which decides what is due. Not the transaction's start: the moment. */
export async function databaseNow(db: Db | Trx): Promise<Instant> {
  const { rows } = await sql<{ now: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db)
  const now = rows[0]?.now
  if (now === undefined) throw new DatabaseUnavailable('no clock')
  return now
}
