/** The pictures of a backup: copied by content hash, those that are there already not again. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import type { Db } from '../db/open-database.ts'
import { originalKey } from '../media/asset-keys.ts'
import { folderStore } from '../media/folder-store.ts'
import { NotInStore, type ObjectStore } from '../media/object-store.ts'
import {
  DamagedPicture,
  LostPicture,
  type ManifestBody,
  objectsFolder,
  UnusableBackup,
} from './backup-format.ts'
import { measured, readChecked, syncFile } from './copy-table.ts'

/** One picture. Its name is the SHA-256 of its bytes. */
export interface BackedUpObject {
  readonly key: string
  readonly asset: string
  readonly bytes: number
}

export type ObjectsInBackup = ManifestBody['objects']

const listFile = 'objects.list.gz'
/** Copied at the same time. */
const lanes = 4

/** The pictures that the database, at the moment of its transaction, knows to be complete. */
export async function objectsOf(db: Db): Promise<BackedUpObject[]> {
  const { rows } = await sql<{ newsroom: NewsroomId; id: AssetId; bytes: number }>`
    select newsroom, id, bytes from asset order by newsroom, id`.execute(db)
  return rows.map(({ newsroom, id, bytes }) => ({
    key: originalKey(newsroom, id),
    asset: id,
    bytes,
  }))
}

/** Runs `work` for each object, a few at a time. */
export async function eachObject(
  objects: readonly BackedUpObject[],
  work: (object: BackedUpObject) => Promise<void>,
): Promise<void> {
  const waiting = objects.values()
  const lane = async () => {
    for (const object of waiting) await work(object)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/**
 * Copies one object unless it is there whole; what was written is read again and its hash
 * compared. True when it was copied. `verify`: what is there is read as well, and copied anew when
 * its disk has let it rot; otherwise its size must do.
 */
export async function copyObject(
  from: ObjectStore,
  to: ObjectStore,
  object: BackedUpObject,
  { verify = false } = {},
): Promise<boolean> {
  const { key, bytes } = object
  const isThere = (await to.head(key)) === bytes
  if (isThere && (!verify || (await isWhole(to, object)))) return false
  // What can still be read of a rotten one is not written over with another rotten one.
  if (isThere) await refuseLost(from, object)
  try {
    await to.put(key, await from.get(key))
  } catch (cause) {
    await refuseLost(from, object)
    throw cause
  }
  if (await isWhole(to, object)) return true
  // Or the next backup would take it for a whole one, by its size.
  await to.remove(key)
  await refuseLost(from, object)
  throw new UnusableBackup(
    `The picture ${key} is not read back as it was written. Look at the disk it is copied to.`,
  )
}

/** Throws `LostPicture` when it is not whole in the store it is to come from. */
async function refuseLost(from: ObjectStore, object: BackedUpObject): Promise<void> {
  try {
    await checkObject(from, object)
  } catch (cause) {
    if (cause instanceof DamagedPicture) throw new LostPicture(object.key, cause.why, { cause })
    throw cause
  }
}

async function isWhole(store: ObjectStore, object: BackedUpObject): Promise<boolean> {
  try {
    await checkObject(store, object)
    return true
  } catch (error) {
    if (error instanceof DamagedPicture) return false
    throw error
  }
}

/**
 * Throws `DamagedPicture` when the bytes are not those that gave the picture its name. A store that
 * does not work says nothing about the picture.
 */
export async function checkObject(
  store: ObjectStore,
  { key, asset }: BackedUpObject,
): Promise<void> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await store.get(key)) hash.update(chunk as Buffer)
  } catch (cause) {
    if (cause instanceof NotInStore) throw new DamagedPicture(key, 'missing', { cause })
    if (isUnreadableDisk(cause)) throw new DamagedPicture(key, 'damaged', { cause })
    throw cause
  }
  if (hash.digest('hex') !== asset) throw new DamagedPicture(key, 'damaged')
}

/** The disk has the file and cannot read these places of it any more. */
const isUnreadableDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EIO'

/** The store that holds a backup's pictures. */
export const storeOfBackup = (backup: string): ObjectStore => folderStore(objectsFolder(backup))

/** Writes which pictures belong to this backup. */
export async function writeObjectList(
  folder: string,
  objects: readonly BackedUpObject[],
): Promise<ObjectsInBackup> {
  const hash = createHash('sha256')
  const { through, bytes } = measured(hash)
  const lines = objects.map(({ key, asset, bytes: size }) => `${key} ${asset} ${size}\n`)
  const path = join(folder, listFile)
  await pipeline(Readable.from(lines), createGzip(), through, createWriteStream(path))
  await syncFile(path)
  return {
    file: listFile,
    bytes: bytes(),
    sha256: hash.digest('hex'),
    count: objects.length,
    total: objects.reduce((sum, object) => sum + object.bytes, 0),
  }
}

/** Reads that list; throws `UnusableBackup` when it is not as it was written. */
export async function readObjectList(
  folder: string,
  objects: ObjectsInBackup,
): Promise<BackedUpObject[]> {
  const chunks: Buffer[] = []
  await readChecked(folder, objects, (chunk) => chunks.push(chunk))
  const lines = Buffer.concat(chunks).toString().split('\n').slice(0, -1)
  return lines.map((line) => {
    const [key = '', asset = '', bytes = ''] = line.split(' ')
    return { key, asset, bytes: Number(bytes) }
  })
}
