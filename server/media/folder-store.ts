/** The object store in a folder: written beside, synced, then renamed into place. */
import assert from 'node:assert'
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NotInStore, type ObjectStore, StoreUnavailable } from './object-store.ts'

const safeKey = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/

/** Keeps objects below `folder`. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (key: string): string => {
    assert(safeKey.test(key) && !key.includes('..'), `not a key: ${key}`)
    return join(folder, key)
  }
  const sizeOf = async (path: string): Promise<number | null> => {
    try {
      return (await stat(path)).size
    } catch (cause) {
      if (isMissing(cause)) return null
      throw new StoreUnavailable(cause)
    }
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      const beside = join(folder, 'incoming', randomUUID())
      try {
        await mkdir(dirname(beside), { recursive: true })
        await mkdir(dirname(path), { recursive: true })
        await writeSynced(beside, bytes)
        await rename(beside, path)
      } catch (cause) {
        await rm(beside, { force: true })
        throw new StoreUnavailable(cause)
      }
    },
    head: (key) => sizeOf(pathOf(key)),
    async get(key, range) {
      const path = pathOf(key)
      if ((await sizeOf(path)) === null) throw new NotInStore(key)
      return createReadStream(path, range && { start: range.first, end: range.last })
    },
    async remove(key) {
      await rm(pathOf(key), { force: true, recursive: true })
    },
  }
}

async function writeSynced(path: string, bytes: Uint8Array | Readable): Promise<void> {
  await pipeline(bytes instanceof Readable ? bytes : [bytes], createWriteStream(path))
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
