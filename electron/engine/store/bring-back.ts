/**
 * What a damaged file still holds → a whole one that began empty or with an older copy.
 *
 *     damaged store.db → [bring back] → new store.db
 */
import { existsSync } from 'node:fs'
import type { StoryId } from '../../../shared/model/ids.ts'
import { brokenOff } from './broken-stories.ts'
import { asCommand, asLogRow, asSnapshot, isUpdate } from './damaged-rows.ts'
import type { Database, Value } from './database.ts'
import { scanPages } from './raw-pages.ts'
import { openDamaged, type Readable, readableRows, type TableShape } from './readable-rows.ts'

export interface BroughtBack {
  readonly updates: number
  readonly commands: number
  /** Stories whose text is not whole now. */
  readonly stories: readonly StoryId[]
}

/** Computed from the rest, or nobody else's business. */
const leftOut = /^(sqlite_|search|standing$)/

/** Takes over every readable row; to be called inside a transaction. */
export function bringBack(db: Database, damaged: string): BroughtBack {
  db.exec('create temp table projected as select id, projected_seq as seq from main.story')
  const old = existsSync(damaged) ? openDamaged(damaged) : null
  const torn = new Set<string>()
  try {
    for (const table of tablesOf(db)) {
      const readable = readableRows(old, table)
      if (!readable.whole) torn.add(table.name)
      takeOver(db, table, readable)
    }
  } finally {
    old?.close()
  }
  if (existsSync(damaged) && ['log', 'snapshot', 'command'].some((name) => torn.has(name))) {
    takeRawRows(db, damaged)
  }
  makeConsistent(db, torn)
  return tally(db, torn)
}

function tablesOf(db: Database): TableShape[] {
  const tables = db.all<{ name: string; sql: string }>(
    `select name, sql from main.sqlite_schema where type = 'table'`,
  )
  return tables
    .filter(({ name }) => !leftOut.test(name))
    .map(({ name }) => {
      const columns = db.all<{ name: string; pk: number }>(
        'select name, pk from pragma_table_info(?)',
        name,
      )
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
      return { name, columns: columns.map((one) => one.name), key: key.map((one) => one.name) }
    })
}

/** The damaged file is newer than the copy: its rows win, if they can be used at all. */
function takeOver(db: Database, { name, key }: TableShape, readable: Readable): void {
  const { columns, whole } = readable
  if (columns.length === 0) return
  // Nothing is missing in it: what the copy had beside it is over.
  if (whole) db.run(`delete from "${name}"`)
  const others = columns.filter((column) => !key.includes(column))
  const sql = `insert into "${name}" (${columns.map((column) => `"${column}"`).join(', ')})
    values (${columns.map(() => '?').join(', ')})
    on conflict do ${
      others.length === 0
        ? 'nothing'
        : `update set ${others.map((column) => `"${column}" = ${newer(name, column)}`).join(', ')}`
    }`
  const body = name === 'log' || name === 'snapshot' ? columns.indexOf('body') : -1
  readable.each((row) => {
    if (body < 0 || isUpdate(row[body])) insertIfPossible(db, sql, row)
  })
}

const newer = (table: string, column: string): string =>
  table === 'log' && column === 'server_seq'
    ? 'coalesce(excluded.server_seq, log.server_seq)'
    : `excluded."${column}"`

/** A row that breaks a rule of its table is garbage that looked like a row. */
function insertIfPossible(db: Database, sql: string, row: readonly Value[]): void {
  try {
    db.run(sql, ...row)
  } catch (error) {
    if (!(error instanceof Error) || !/constraint|datatype/i.test(error.message)) throw error
  }
}

/** Leaf pages that no tree reaches any more; rows that are known already stay as they are. */
function takeRawRows(db: Database, damaged: string): void {
  scanPages(damaged, (raw) => {
    const log = asLogRow(raw)
    if (log) {
      const { seq, story, mine, at, body, serverSeq } = log
      insertIfPossible(
        db,
        'insert or ignore into log (seq, story, mine, at, body, server_seq) values (?, ?, ?, ?, ?, ?)',
        [seq, story, mine, at, body, serverSeq],
      )
    }
    const snapshot = asSnapshot(raw)
    if (snapshot) {
      insertIfPossible(
        db,
        `insert into snapshot (story, up_to, body) values (?, ?, ?)
         on conflict (story) do update set up_to = excluded.up_to, body = excluded.body
         where excluded.up_to > snapshot.up_to`,
        [snapshot.story, snapshot.upTo, snapshot.body],
      )
    }
    const command = asCommand(raw)
    if (command) {
      insertIfPossible(
        db,
        `insert or ignore into command (id, place, counter, body, subject, issued_at, after_seq,
           refused, refused_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        command.values,
      )
    }
  })
}

function makeConsistent(db: Database, torn: ReadonlySet<string>): void {
  db.exec(`
    insert or ignore into story (id) select distinct story from log;
    insert or ignore into story (id) select story from snapshot;
    update story set last_seq = max(last_seq,
      coalesce((select max(seq) from log where log.story = story.id), 0),
      coalesce((select up_to from snapshot where snapshot.story = story.id), 0));
    insert or ignore into base
      select story, min(seq), 0 from log where mine = 1 and server_seq is null group by story;
    -- Search is as old as the copy: what was computed since is computed again.
    update story set projected_seq = 0 where not exists
      (select 1 from temp.projected p where p.id = story.id and p.seq = story.projected_seq);
    drop table temp.projected;
  `)
  if (['log', 'snapshot', 'story'].some((table) => torn.has(table))) {
    // Whole or not, who can tell: the server's log of every story is read again.
    db.run('update story set have = 0, projected_seq = 0')
  }
  if (['fact', 'story', 'mark'].some((table) => torn.has(table))) {
    db.run(`delete from mark where key = 'cursor'`)
  }
}

/** Stories of which the log breaks off before the last row that they know of. */
function tally(db: Database, torn: ReadonlySet<string>): BroughtBack {
  const count = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0
  const stories = db.all<{ id: StoryId }>(brokenOff).map(({ id }) => id)
  return {
    updates: count(`select count(*) as n from log where mine = 1 and server_seq is null`),
    commands: count('select count(*) as n from command where refused is null'),
    stories: torn.size === 0 ? [] : stories,
  }
}
