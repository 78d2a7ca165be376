/** The object store in a folder: written beside, synced, then renamed into place. */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  assertKey,
  NotInStore,
  type ObjectStore,
  type StoredObject,
  StoreFull,
  StoreMisconfigured,
  StoreUnavailable,
} from './object-store.ts'

/** Files on their way in; no key begins with it. */
const incoming = 'incoming'

/** Keeps objects below `folder`. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (key: string): string => {
    assertKey(key)
    return join(folder, key)
  }
  async function put(key: string, bytes: Uint8Array | Readable): Promise<void> {
    const path = pathOf(key)
    const beside = join(folder, incoming, randomUUID())
    try {
      await mkdir(dirname(beside), { recursive: true })
      await mkdir(dirname(path), { recursive: true })
      await writeSynced(beside, bytes)
      await rename(beside, path)
    } catch (cause) {
      await rm(beside, { force: true })
      throw failureOf(cause)
    } finally {
      // One that could not even be begun still holds its file or line.
      if (bytes instanceof Readable) bytes.destroy()
    }
  }
  return {
    put,
    async check() {
      try {
        await put('check/written', new Uint8Array(1))
        await rm(pathOf('check'), { recursive: true })
      } catch (cause) {
        if (cause instanceof StoreFull) throw cause
        const remedy = 'Let the server’s user write there, or choose another DATA_DIR.'
        throw new StoreMisconfigured(`Pictures cannot be kept in ${folder}`, remedy, { cause })
      }
    },
    head: (key) => sizeOf(pathOf(key)),
    async get(key, range) {
      const path = pathOf(key)
      if ((await sizeOf(path)) === null) throw new NotInStore(key)
      return createReadStream(path, range && { start: range.first, end: range.last })
    },
    list: (below) => listFiles(folder, below === '' ? folder : pathOf(below)),
    remove: (key) => rm(pathOf(key), { force: true }),
    removeFolder: (below) => rm(pathOf(below), { force: true, recursive: true }),
    async tidy(before) {
      for (const name of await namesIn(join(folder, incoming))) {
        const file = join(folder, incoming, name)
        const written = await stat(file).catch(() => null)
        if (written && written.mtime < before) await rm(file, { force: true })
      }
    },
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (cause) {
    if (isMissing(cause)) return null
    throw new StoreUnavailable(cause)
  }
}

async function* listFiles(root: string, below: string): AsyncGenerator<StoredObject> {
  const entries = await opendir(below).catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw new StoreUnavailable(cause)
  })
  if (!entries) return
  for await (const entry of entries) {
    const path = join(below, entry.name)
    if (entry.isDirectory()) {
      if (path !== join(root, incoming)) yield* listFiles(root, path)
      continue
    }
    const bytes = await sizeOf(path)
    if (bytes !== null) yield { key: relative(root, path).split(sep).join('/'), bytes }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (isMissing(cause)) return []
    throw new StoreUnavailable(cause)
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

const failureOf = (cause: unknown): StoreFull | StoreUnavailable =>
  hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT')
    ? new StoreFull(cause)
    : new StoreUnavailable(cause)

const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT')

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
