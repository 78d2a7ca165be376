import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { extractEntries, targetBelow, UnreadableZip } from './zip-entries.ts'

/** A zip archive with the given files, made by hand. */
function aZip(files: { name: string; text: string; mode: number; packed: boolean }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, mode, packed } of files) {
    const content = Buffer.from(text)
    const body = packed ? deflateRawSync(content) : content
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(packed ? 8 : 0, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(packed ? 8 : 0, 10)
    entry.writeUInt32LE(body.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt16LE(mode, 40)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), body)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

describe('zip entries', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copydesk-zip-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('writes the chosen files under the names given, with their mode', () => {
    const archive = join(folder, 'a.zip')
    writeFileSync(
      archive,
      aZip([
        { name: 'App/App', text: 'run '.repeat(100), mode: 0o755, packed: true },
        { name: 'App/skip', text: 'no', mode: 0o644, packed: false },
        { name: 'App/sub/plain', text: 'as it is', mode: 0o644, packed: false },
      ]),
    )
    extractEntries(archive, join(folder, 'out'), (name) =>
      name === 'App/skip' ? undefined : name.replace('App/App', 'electron'),
    )
    expect(readFileSync(join(folder, 'out', 'electron'), 'utf8')).toBe('run '.repeat(100))
    expect(statSync(join(folder, 'out', 'electron')).mode & 0o111).toBe(0o111)
    expect(readFileSync(join(folder, 'out', 'App/sub/plain'), 'utf8')).toBe('as it is')
    expect(() => statSync(join(folder, 'out', 'App/skip'))).toThrow()
  })

  it('refuses what is no archive, and a name that leaves the folder', () => {
    const file = join(folder, 'b.zip')
    writeFileSync(file, 'hello')
    expect(() => extractEntries(file, folder, (name) => name)).toThrow(UnreadableZip)
    expect(() => targetBelow(folder, '../../etc/passwd')).toThrow(UnreadableZip)
  })
})
