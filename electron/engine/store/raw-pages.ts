/**
 * Reads rows out of the bytes of a SQLite file without SQLite: leaf pages that no tree reaches any
 * more still hold their rows. Format: https://www.sqlite.org/fileformat2.html
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

export type RawValue = number | string | Uint8Array | null

export interface RawRow {
  /** Null in tables that are their own index (`without rowid`). */
  readonly rowid: number | null
  readonly values: readonly RawValue[]
}

const tableLeaf = 0x0d
const indexLeaf = 0x0a
/** SQLite's own page size, when the first page does not tell. */
const usualPageSize = 4096
/** No row of ours is larger: a length beyond is garbage. */
const largestPayload = 64 * 1024 * 1024

const textDecoder = new TextDecoder('utf-8', { fatal: true })

class Garbage extends Error {}

interface Place {
  readonly handle: number
  readonly offset: number
}

interface File {
  readonly pageSize: number
  readonly pages: number
  /** Where the newest form of a page is: in the write-ahead log, or in the file itself. */
  readonly newest: (number: number) => Place
}

/** Calls `found` with every row that any leaf page of the file, or of its log, still holds. */
export function scanPages(path: string, found: (row: RawRow) => void): void {
  const handle = openSync(path, 'r')
  const log = existsSync(`${path}-wal`) ? openSync(`${path}-wal`, 'r') : null
  try {
    const pageSize = pageSizeOf(handle)
    const logged = log === null ? new Map<number, number>() : framesOf(log, pageSize)
    const inFile = (number: number): Place => ({ handle, offset: (number - 1) * pageSize })
    const newest = (number: number): Place => {
      const offset = logged.get(number)
      return log === null || offset === undefined ? inFile(number) : { handle: log, offset }
    }
    // One by one: a long log has more pages than a call takes arguments.
    const inLog = [...logged.keys()].reduce((most, number) => Math.max(most, number), 0)
    const pages = Math.max(Math.floor(fstatSync(handle).size / pageSize), inLog)
    const file = { pageSize, pages, newest }
    for (let number = 1; number <= pages; number += 1) {
      scanPage(file, number, newest(number), found)
      if (logged.has(number)) scanPage(file, number, inFile(number), found)
    }
  } finally {
    closeSync(handle)
    if (log !== null) closeSync(log)
  }
}

/** Offsets of the newest form of each page in a write-ahead log. */
function framesOf(log: number, pageSize: number): Map<number, number> {
  const head = Buffer.alloc(32)
  const frame = Buffer.alloc(24)
  const offsets = new Map<number, number>()
  readSync(log, head, 0, 32, 0)
  const { size } = fstatSync(log)
  for (let at = 32; at + 24 + pageSize <= size; at += 24 + pageSize) {
    readSync(log, frame, 0, 24, at)
    // Frames of an earlier round of the log carry another salt.
    if (frame.compare(head, 16, 24, 8, 16) !== 0) break
    offsets.set(frame.readUInt32BE(0), at + 24)
  }
  return offsets
}

function pageSizeOf(handle: number): number {
  const head = Buffer.alloc(18)
  readSync(handle, head, 0, 18, 0)
  const size = head.readUInt16BE(16)
  const isPossible = size >= 512 && (size & (size - 1)) === 0
  return head.toString('latin1', 0, 15) === 'SQLite format 3' && isPossible ? size : usualPageSize
}

function readPage(pageSize: number, { handle, offset }: Place): Buffer {
  const page = Buffer.alloc(pageSize)
  readSync(handle, page, 0, pageSize, offset)
  return page
}

function scanPage(file: File, number: number, place: Place, found: (row: RawRow) => void): void {
  const page = readPage(file.pageSize, place)
  const start = number === 1 ? 100 : 0
  const kind = page[start]
  if (kind !== tableLeaf && kind !== indexLeaf) return
  const cells = page.readUInt16BE(start + 3)
  if (start + 8 + cells * 2 > page.length) return
  for (let i = 0; i < cells; i += 1) {
    const at = page.readUInt16BE(start + 8 + i * 2)
    try {
      found(readCell(file, page, at, kind === tableLeaf))
    } catch (error) {
      // A damaged cell: the others of its page may be whole.
      if (!(error instanceof Garbage || error instanceof RangeError || error instanceof TypeError))
        throw error
    }
  }
}

/** A number of one to nine bytes; gives it and where the next thing begins. */
function varint(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0n
  for (let i = 0; i < 9; i += 1) {
    const byte = bytes[at + i]
    if (byte === undefined) throw new Garbage('a number runs out of its page')
    if (i === 8) return [Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), at + 9]
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(value), at + i + 1]
  }
  throw new Garbage('not a number')
}

function readCell(file: File, page: Buffer, at: number, isTable: boolean): RawRow {
  const [length, afterLength] = varint(page, at)
  if (length <= 0 || length > largestPayload) throw new Garbage('an impossible length')
  const [rowid, start] = isTable ? varint(page, afterLength) : [null, afterLength]
  return { rowid, values: readRecord(payload(file, page, { start, length, isTable })) }
}

interface Stretch {
  readonly start: number
  readonly length: number
  readonly isTable: boolean
}

/** The bytes of a row: what its page holds, and the chain of pages with the rest. */
function payload(file: File, page: Buffer, { start, length, isTable }: Stretch): Buffer {
  const usable = file.pageSize
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return part(page, start, length)
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const wished = least + ((length - least) % (usable - 4))
  const local = wished <= most ? wished : least
  const pieces = [part(page, start, local)]
  let next = part(page, start + local, 4).readUInt32BE()
  for (let rest = length - local; rest > 0; ) {
    if (next < 1 || next > file.pages) throw new Garbage('a chain leaves the file')
    const more = readPage(usable, file.newest(next))
    pieces.push(more.subarray(4, 4 + Math.min(rest, usable - 4)))
    rest -= usable - 4
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(pieces)
}

function part(page: Buffer, start: number, length: number): Buffer {
  if (start + length > page.length) throw new Garbage('a row runs out of its page')
  return page.subarray(start, start + length)
}

function readRecord(record: Buffer): RawValue[] {
  const [headerLength, first] = varint(record, 0)
  const values: RawValue[] = []
  let body = headerLength
  for (let at = first; at < headerLength; ) {
    const [type, next] = varint(record, at)
    at = next
    const [value, end] = readValue(record, type, body)
    values.push(value)
    body = end
  }
  return values
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8]

function readValue(record: Buffer, type: number, at: number): [value: RawValue, end: number] {
  if (type === 0) return [null, at]
  if (type === 8 || type === 9) return [type - 8, at]
  if (type === 7) return [record.readDoubleBE(at), at + 8]
  const bytes = integerBytes[type]
  if (bytes === 8) return [Number(record.readBigInt64BE(at)), at + 8]
  if (bytes !== undefined) return [record.readIntBE(at, bytes), at + bytes]
  if (type < 12) throw new Garbage('an unknown kind of value')
  const length = (type - (type % 2 === 0 ? 12 : 13)) / 2
  const data = part(record, at, length)
  return [type % 2 === 0 ? new Uint8Array(data) : textDecoder.decode(data), at + length]
}
