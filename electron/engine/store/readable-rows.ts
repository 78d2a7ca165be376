/** Everything that can still be read of the tables of a damaged file. */
import { DatabaseSync } from '@photostructure/sqlite'
import type { Value } from './database.ts'

export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  /** What orders its rows: the key of a table without rowid, else the rowid. */
  readonly key: readonly string[]
}

type Connection = InstanceType<typeof DatabaseSync>

/** Opens a damaged file to look at it only; null when SQLite cannot make anything of it. */
export function openDamaged(file: string): Connection | null {
  try {
    const db = new DatabaseSync(file, { readOnly: true })
    db.prepare('select count(*) from sqlite_schema').get()
    return db
  } catch {
    return null
  }
}

export interface Readable {
  /** Columns of the table that the damaged file has too. */
  readonly columns: readonly string[]
  /** False when something could not be read. */
  readonly whole: boolean
  /** Hands over every readable row once. */
  each(take: (row: readonly Value[]) => void): void
}

const unreadable: Readable = { columns: [], whole: false, each: () => {} }

/** Rows of a table, read from both ends: what lies between two damaged places stays away. */
export function readableRows(db: Connection | null, table: TableShape): Readable {
  const known = db && columnsOf(db, table.name)
  if (!db || !known || known.length === 0) return unreadable
  const columns = table.columns.filter((column) => known.includes(column))
  const select = (order: 'asc' | 'desc'): string =>
    `select ${columns.map((column) => `"${column}"`).join(', ')} from "${table.name}"
     order by ${table.key.map((column) => `"${column}" ${order}`).join(', ')}`
  const whole = readAll(db, select('asc'), () => {})
  return {
    columns,
    whole,
    each(take) {
      if (whole) {
        readAll(db, select('asc'), take)
        return
      }
      const once = onlyOnce(
        table.key.map((column) => columns.indexOf(column)),
        take,
      )
      readAll(db, select('asc'), once)
      readAll(db, select('desc'), once)
    },
  }
}

type Take = (row: readonly Value[]) => void

function onlyOnce(key: readonly number[], take: Take): Take {
  const seen = new Set<string>()
  return (row) => {
    const name = key.map((at) => String(row[at])).join(' ')
    if (seen.has(name)) return
    seen.add(name)
    take(row)
  }
}

function columnsOf(db: Connection, table: string): string[] {
  try {
    const rows = db.prepare('select name from pragma_table_info(?)').all(table)
    return (rows as { name: string }[]).map(({ name }) => name)
  } catch {
    return []
  }
}

/** False when it broke off. */
function readAll(db: Connection, sql: string, take: Take): boolean {
  try {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    for (const row of statement.iterate()) take(row as Value[])
    return true
  } catch {
    return false
  }
}
