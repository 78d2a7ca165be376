/** Reading chosen files out of a zip archive: enough of the format for the archives we fetch. */
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const stored = 0
const deflated = 8
/** The end record may be followed by a comment of at most 64 KiB. */
const tailLength = 22 + 0xffff

/** One file of the archive. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly mode: number
  readonly offset: number
}

export class UnreadableZip extends Error {
  readonly code = 'unreadable-zip'
  readonly retry = 'never'
}

function readAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  const got = readSync(file, buffer, 0, length, offset)
  if (got !== length) throw new UnreadableZip(`The archive ends too early at byte ${offset + got}`)
  return buffer
}

function findDirectory(file: number): { offset: number; length: number; count: number } {
  const size = fstatSync(file).size
  const start = Math.max(0, size - tailLength)
  const tail = readAt(file, start, size - start)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endOfDirectory) continue
    return {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    }
  }
  throw new UnreadableZip('Not a zip archive: it has no directory')
}

/** Parses the archive's central directory. */
export function parseDirectory(bytes: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryEntry) {
      throw new UnreadableZip(`Entry ${n} of the directory is damaged`)
    }
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt16LE(at + 40) & 0o777,
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(file: number, entry: ZipEntry): Buffer {
  const header = readAt(file, entry.offset, 30)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = readAt(file, start, entry.packed)
  if (entry.method === stored) return packed
  if (entry.method !== deflated) {
    throw new UnreadableZip(`${entry.name} is packed by an unknown method ${entry.method}`)
  }
  const content = inflateRawSync(packed)
  if (content.length !== entry.size) throw new UnreadableZip(`${entry.name} is damaged`)
  return content
}

/** Where an entry goes below the folder; refuses a name that would leave it. */
export function targetBelow(folder: string, name: string): string {
  const clean = normalize(name)
  if (clean.startsWith('..') || clean.startsWith('/')) {
    throw new UnreadableZip(`The archive wants to write outside its folder: ${name}`)
  }
  return join(folder, clean)
}

/** Writes the files that `place` gives a name to (others are skipped) below `folder`. */
export function extractEntries(
  archive: string,
  folder: string,
  place: (name: string) => string | undefined,
): void {
  const file = openSync(archive, 'r')
  try {
    const directory = findDirectory(file)
    const bytes = readAt(file, directory.offset, directory.length)
    for (const entry of parseDirectory(bytes, directory.count)) {
      const name = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (name === undefined) continue
      const target = targetBelow(folder, name)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, contentOf(file, entry))
      if (entry.mode) chmodSync(target, entry.mode)
    }
  } finally {
    closeSync(file)
  }
}
