/**
 * The end of an upload: all parts are there; are they the picture that its name promises?
 *
 *     upload desk → [complete upload] → object store, asset fact
 *
 * VUP2  An asset becomes a fact only when its bytes have the hash in its name and are a sound picture.
 * VUP3  What fails the check leaves nothing behind, and can be sent again.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { AssetFact } from '../../shared/model/facts.ts'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import type { UploadState } from '../../shared/protocol/uploads.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { originalKey, partKey, partsFolder } from './asset-keys.ts'
import { atMost } from './at-most.ts'
import { inspectPicture, type Picture } from './inspect-picture.ts'
import { NotInStore, type ObjectStore, StoreFull, StoreUnavailable } from './object-store.ts'
import { NoSuchUpload, PartLost, WrongHash } from './upload-failures.ts'
import {
  completeOf,
  completeState,
  deleteUpload,
  lockUpload,
  stateOf,
  storedParts,
  type Upload,
} from './upload-rows.ts'

/** Each holds a connection and a processor for a moment: typing must not wait for pictures. */
const checksAtOnce = 2

/** Completes uploads of `store`; two who complete the same one do it once. */
export function completing(
  db: Db,
  store: ObjectStore,
  scratch: string,
): (newsroom: NewsroomId, asset: AssetId) => Promise<UploadState> {
  const inTurn = atMost(checksAtOnce)

  return async (newsroom, asset) => {
    try {
      const state = await inTurn(() =>
        // The row's lock makes a second one wait, on any server, and find the picture complete.
        db.transaction().execute((trx) => completeLocked(trx, newsroom, asset)),
      )
      if (state.complete) await dropParts(newsroom, asset)
      return state
    } catch (error) {
      // Only a verdict on the bytes throws them away; a full disk does not.
      if (error instanceof PartLost || (isOurs(error) && error.retry === 'never')) {
        await deleteUpload(db, newsroom, asset)
        await dropParts(newsroom, asset)
      }
      throw error
    }
  }

  async function completeLocked(
    trx: Trx,
    newsroom: NewsroomId,
    asset: AssetId,
  ): Promise<UploadState> {
    const row = await lockUpload(trx, newsroom, asset)
    const done = await completeState(trx, store, newsroom, asset)
    if (done) {
      await deleteUpload(trx, newsroom, asset)
      return done
    }
    if (!row) throw new NoSuchUpload()
    if (row.received < row.bytes) return stateOf(asset, row)
    const file = join(scratch, randomUUID())
    await mkdir(scratch, { recursive: true })
    try {
      const picture = await checked(trx, file, newsroom, asset, row)
      await keep(file, originalKey(newsroom, asset), row.bytes)
      await recordAsset(trx, newsroom, asset, row, picture)
    } finally {
      await rm(file, { force: true })
    }
    return completeOf(asset, row.bytes)
  }

  async function checked(
    trx: Trx,
    file: string,
    newsroom: NewsroomId,
    asset: AssetId,
    row: Upload,
  ): Promise<Picture> {
    const hash = createHash('sha256')
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    try {
      await pipeline(partsInOrder(trx, newsroom, asset), hashing, createWriteStream(file))
    } catch (error) {
      if (error instanceof NotInStore) throw new PartLost(error)
      throw hasNoSpace(error) ? new StoreFull(error) : error
    }
    if (hash.digest('hex') !== asset) throw new WrongHash()
    return await inspectPicture(file, row.media_type)
  }

  async function* partsInOrder(trx: Trx, newsroom: NewsroomId, asset: AssetId) {
    for (const { offset, digest } of await storedParts(trx, newsroom, asset)) {
      yield* await store.get(partKey(newsroom, asset, offset, digest))
    }
  }

  async function keep(file: string, key: string, bytes: number): Promise<void> {
    await store.put(key, createReadStream(file))
    const kept = await store.head(key)
    if (kept !== bytes) {
      throw new StoreUnavailable(new Error(`${key} has ${kept} bytes instead of ${bytes}`))
    }
  }

  /** The picture is safe by now: parts that cannot be removed are left to the sweep. */
  async function dropParts(newsroom: NewsroomId, asset: AssetId): Promise<void> {
    await store.removeFolder(partsFolder(newsroom, asset)).catch((error: unknown) => {
      if (!isOurs(error)) throw error
    })
  }
}

const isOurs = (error: unknown): error is NewsroomError => error instanceof NewsroomError

const hasNoSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

async function recordAsset(
  trx: Trx,
  newsroom: NewsroomId,
  asset: AssetId,
  { bytes, person }: Upload,
  { mediaType, width, height }: Picture,
): Promise<void> {
  const { rows } = await sql`
    insert into asset (newsroom, id, media_type, bytes, width, height)
    values (${newsroom}, ${asset}, ${mediaType}, ${bytes}, ${width}, ${height})
    on conflict do nothing returning id`.execute(trx)
  await deleteUpload(trx, newsroom, asset)
  // The fact was told before: only its bytes had been lost.
  if (rows.length === 0) return
  const when = await databaseNow(trx)
  const size = { bytes, width, height }
  const fact: AssetFact = { type: 'asset', id: asset, mediaType, ...size, by: person, when }
  await appendFacts(trx, newsroom, [fact], when)
}
