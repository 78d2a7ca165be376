/**
 * Faults of a desk's disk, made with real means: bytes written over pages of the file, rows taken
 * out, another holder of the lock, an old copy put in its place. Seeded where chance plays a part.
 */
import { closeSync, cpSync, fstatSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

/** Numbers in [0, 1) that depend on the seed alone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The store's file below an engine's folder. */
export function storeFileIn(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const name = names.find((one) => one.endsWith('store.db') && !one.includes('damaged'))
  if (!name) throw new Error(`no store below ${folder}`)
  return join(folder, name)
}

/** Another program holds the store's file, longer than SQLite is willing to wait; gives what lets it go. */
export function holdStore(folder: string): () => void {
  const db = new DatabaseSync(storeFileIn(folder))
  db.exec('begin immediate')
  return () => {
    db.exec('rollback')
    db.close()
  }
}

/** Moves everything from the write-ahead log into the file, as SQLite does from time to time. */
export function settle(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('pragma wal_checkpoint(truncate)')
  db.close()
}

const pageSize = 4096

/** Writes noise over so many pages of a file, never over the first, which names the file's format. */
export function damagePages(file: string, pages: number, seed: number): number[] {
  const random = seeded(seed)
  const handle = openSync(file, 'r+')
  try {
    const count = Math.floor(fstatSync(handle).size / pageSize)
    const hit = Array.from({ length: pages }, () => 2 + Math.floor(random() * (count - 1)))
    for (const number of hit) writeNoise(handle, number, random)
    return hit
  } finally {
    closeSync(handle)
  }
}

/** Writes noise over one page, the first one is number 1. */
export function damagePage(file: string, number: number, seed = 1): void {
  const handle = openSync(file, 'r+')
  try {
    writeNoise(handle, number, seeded(seed))
  } finally {
    closeSync(handle)
  }
}

function writeNoise(handle: number, number: number, random: () => number): void {
  const noise = Buffer.from(Array.from({ length: pageSize }, () => Math.floor(random() * 256)))
  writeSync(handle, noise, 0, pageSize, (number - 1) * pageSize)
}

/** Page on which the tree of a table begins. */
export function rootPageOf(file: string, table: string): number {
  const db = new DatabaseSync(file, { readOnly: true })
  const row = db.prepare('select rootpage from sqlite_schema where name = ?').get(table)
  db.close()
  return (row as { rootpage: number }).rootpage
}

/** Runs SQL on the file behind the back of whoever has it open. */
export function behindTheBack(file: string, sql: string): void {
  const db = new DatabaseSync(file, { timeout: 5000 })
  db.exec(sql)
  db.close()
}

/** Copies a whole profile aside; the answer puts it back in place of whatever is there then. */
export function oldBackup(folder: string, aside: string): () => void {
  cpSync(folder, aside, { recursive: true })
  return () => {
    rmSync(folder, { recursive: true, force: true })
    cpSync(aside, folder, { recursive: true })
  }
}
