/**
 * The desk's SQLite file: opened once, WAL, every commit synced to disk.
 *
 * DDB1  A transaction is on disk when `transaction` returns, or it has left no trace and throws.
 * DDB2  A failure of the disk is a `StoreFailure` that says why and what helps.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { migrate } from './migrations.ts'
import { asStoreFailure, StoreFailure } from './store-failure.ts'

export type Value = string | number | bigint | null | Uint8Array
type Row = Record<string, Value>
type Connection = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<Connection['prepare']>

/** Longest wait for another program's lock, in milliseconds: everything else waits with it. */
const lockPatience = 250

export class Database {
  readonly #file: string
  readonly #db: Connection
  readonly #statements = new Map<string, Statement>()
  readonly #writing = new Set<Statement>()
  #inTransaction = false
  /** Hears of it when SQLite finds the file damaged while it reads or writes. */
  onDamage: () => void = () => {}

  constructor(file: string) {
    this.#file = file
    try {
      mkdirSync(dirname(file), { recursive: true })
      this.#db = new DatabaseSync(file, { timeout: lockPatience })
    } catch (error) {
      throw asStoreFailure(error, file)
    }
    try {
      this.#db.exec(`
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma foreign_keys = on;
        pragma temp_store = memory;
        pragma cache_size = -32768;
      `)
      migrate(this)
    } catch (error) {
      this.#db.close()
      throw asStoreFailure(error, file)
    }
  }

  /** Rows of a query; the caller names the shape that its SQL gives. */
  all<T = Row>(sql: string, ...values: Value[]): T[] {
    return this.#try(() => this.#statement(sql).all(...values) as T[])
  }

  get<T = Row>(sql: string, ...values: Value[]): T | undefined {
    return this.#try(() => this.#statement(sql).get(...values) as T | undefined)
  }

  /** Runs one statement; gives the rows changed and the newest row id. */
  run(sql: string, ...values: Value[]): { changes: number; id: number } {
    return this.#try(() => {
      const { changes, lastInsertRowid } = this.#writer(sql).run(...values)
      return { changes: Number(changes), id: Number(lastInsertRowid) }
    })
  }

  /**
   * One statement that must outlive this process and need not outlive the computer: the disk is
   * not waited for. Not inside a transaction.
   */
  runForProcess(sql: string, ...values: Value[]): void {
    this.exec('pragma synchronous = normal')
    try {
      this.run(sql, ...values)
    } finally {
      this.exec('pragma synchronous = full')
    }
  }

  /** Runs statements that give no rows; for schema and settings. */
  exec(sql: string): void {
    this.#try(() => this.#db.exec(sql))
  }

  /** All of it or nothing. Inside another transaction it simply takes part in it. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work()
    this.exec('begin immediate')
    this.#inTransaction = true
    try {
      const result = work()
      this.exec('commit')
      return result
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback')
      throw error
    } finally {
      this.#inTransaction = false
    }
  }

  close(): void {
    this.#statements.clear()
    this.#writing.clear()
    if (this.#db.isOpen) this.#db.close()
  }

  /**
   * A statement whose row id comes as a bigint: the search index keeps rows of its own with ids
   * beyond 2^53, and SQLite names the newest of all as "last", which would throw as a number.
   */
  #writer(sql: string): Statement {
    const statement = this.#statement(sql)
    if (!this.#writing.has(statement)) {
      statement.setReadBigInts(true)
      this.#writing.add(statement)
    }
    return statement
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #try<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const failure = asStoreFailure(error, this.#file)
      if (failure instanceof StoreFailure && failure.code === 'store-damaged') this.onDamage()
      throw failure
    }
  }
}
