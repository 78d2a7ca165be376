import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../testing/a-store.ts'
import { type RawRow, scanPages } from './raw-pages.ts'

const pageSize = 512

/** The first page of a file that is otherwise still in its log. */
function firstPage(): Buffer {
  const page = Buffer.alloc(pageSize)
  page.write('SQLite format 3\0', 'latin1')
  page.writeUInt16BE(pageSize, 16)
  return page
}

/** A leaf of a table with one row: id 7, one value, a text. */
function leafWith(text: string): Buffer {
  const page = Buffer.alloc(pageSize)
  const at = 400
  page[0] = 0x0d
  page.writeUInt16BE(1, 3)
  page.writeUInt16BE(at, 8)
  const record = Buffer.concat([Buffer.from([2, 13 + 2 * text.length]), Buffer.from(text)])
  Buffer.concat([Buffer.from([record.length, 7]), record]).copy(page, at)
  return page
}

/** A write-ahead log of so many pages, the last of which is given. */
function logOf(pages: number, last: Buffer): Buffer {
  const frame = 24 + pageSize
  const log = Buffer.alloc(32 + pages * frame)
  for (let n = 0; n < pages; n += 1) log.writeUInt32BE(n + 1, 32 + n * frame)
  last.copy(log, 32 + (pages - 1) * frame + 24)
  return log
}

describe('reading pages without SQLite', () => {
  it('[DSV2] finds a row in a log of more pages than a call takes arguments', () => {
    const file = join(aFolder(), 'store.db')
    writeFileSync(file, firstPage())
    writeFileSync(`${file}-wal`, logOf(200_000, leafWith('Grain ship')))
    const found: RawRow[] = []
    scanPages(file, (row) => found.push(row))
    expect(found).toEqual([{ rowid: 7, values: ['Grain ship'] }])
  })
})
