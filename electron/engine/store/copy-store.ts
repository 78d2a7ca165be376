/**
 * Good copies of the store, to begin with when its file is damaged.
 *
 * DSV5  A copy counts only when it was read back whole; at most two are kept, and none is made that
 *       would fill the disk.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { copiesOf, nameOf } from './damaged-file.ts'
import { findDamage } from './find-damage.ts'

export type CopyResult =
  | { readonly made: true }
  | { readonly made: false; readonly because: 'little-room' }
  | { readonly made: false; readonly because: 'damaged'; readonly damage: readonly string[] }

const kept = 2
/** A copy is made only if so many times the file's size are free. */
const room = 4

/** Copies the store, through SQLite, so that others write meanwhile; verifies the copy. */
export function copyStore(folder: string, at: number): CopyResult {
  const store = join(folder, 'store.db')
  const copies = join(folder, 'copies')
  mkdirSync(copies, { recursive: true })
  const { bsize, bavail } = statfsSync(copies)
  const size =
    statSync(store).size + (existsSync(`${store}-wal`) ? statSync(`${store}-wal`).size : 0)
  if (bsize * bavail < size * room) return { made: false, because: 'little-room' }
  const part = join(copies, 'copy.part')
  rmSync(part, { force: true })
  const damage = vacuumInto(store, part) ?? findDamage(part, 'all')
  if (damage.length > 0) {
    rmSync(part, { force: true })
    return { made: false, because: 'damaged', damage }
  }
  renameSync(part, join(copies, `${nameOf(at)}.db`))
  for (const { file } of copiesOf(folder).slice(kept)) rmSync(file, { force: true })
  return { made: true }
}

/** Null when it worked, else what SQLite says is wrong with the store. */
function vacuumInto(store: string, target: string): string[] | null {
  let db: InstanceType<typeof DatabaseSync> | null = null
  try {
    db = new DatabaseSync(store, { readOnly: true, timeout: 2000 })
    db.prepare('vacuum into ?').run(target)
    return null
  } catch (error) {
    if (isDamage(error)) return [error.message]
    throw error
  } finally {
    db?.close()
  }
}

const isDamage = (error: unknown): error is Error & { errcode: number } =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [11, 26].includes(error.errcode & 0xff)
