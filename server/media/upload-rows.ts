/** How far each upload is: in PostgreSQL, so that any server can go on with it. */
import { sql } from 'kysely'
import type { AssetId, NewsroomId, UserId } from '../../shared/model/ids.ts'
import type { PictureType, StartUpload, UploadState } from '../../shared/protocol/uploads.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { originalKey } from './asset-keys.ts'
import type { ObjectStore } from './object-store.ts'
import { NoSuchUpload } from './upload-failures.ts'

export interface Upload {
  readonly bytes: number
  readonly media_type: PictureType
  readonly received: number
  readonly person: UserId
}

/** A part as it was sent. */
export interface Part {
  readonly offset: number
  readonly bytes: number
  readonly digest: string
}

export const stateOf = (asset: AssetId, { received, bytes }: Upload): UploadState => ({
  asset,
  offset: received,
  bytes,
  complete: false,
})

export const completeOf = (asset: AssetId, bytes: number): UploadState => ({
  asset,
  offset: bytes,
  bytes,
  complete: true,
})

/** The state of a picture that is wholly here; null also when the store lost what the fact tells. */
export async function completeState(
  db: Db | Trx,
  store: ObjectStore,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<UploadState | null> {
  const row = await db
    .selectFrom('asset')
    .select('bytes')
    .where('newsroom', '=', newsroom)
    .where('id', '=', asset)
    .executeTakeFirst()
  if (!row) return null
  const there = await store.head(originalKey(newsroom, asset))
  return there === row.bytes ? completeOf(asset, row.bytes) : null
}

export async function beginOrResume(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
  { bytes, mediaType }: StartUpload,
  person: UserId,
): Promise<Upload> {
  const now = await databaseNow(db)
  return await db.transaction().execute(async (trx) => {
    const known = await lockUpload(trx, newsroom, asset)
    // Said otherwise than last time: the earlier words were wrong, so begin anew.
    if (known && (known.bytes !== bytes || known.media_type !== mediaType)) {
      await deleteUpload(trx, newsroom, asset)
    }
    const { rows } = await sql<Upload>`
      insert into upload as u
        (newsroom, asset, bytes, media_type, received, person, started_at, touched_at)
      values (${newsroom}, ${asset}, ${bytes}, ${mediaType}, 0, ${person}, ${now}, ${now})
      on conflict (newsroom, asset) do update set touched_at = ${now}
      returning bytes, media_type, received, person`.execute(trx)
    const [row] = rows
    if (!row) throw new NoSuchUpload()
    return row
  })
}

/** The upload as it stands, without waiting for anybody who is at it. */
export async function readUpload(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<Upload | undefined> {
  return await uploadRow(db, newsroom, asset).executeTakeFirst()
}

/** Nobody else moves this upload until the transaction ends. */
export async function lockUpload(
  trx: Trx,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<Upload | undefined> {
  return await uploadRow(trx, newsroom, asset).forUpdate().executeTakeFirst()
}

const uploadRow = (db: Db | Trx, newsroom: NewsroomId, asset: AssetId) =>
  db
    .selectFrom('upload')
    .select(['bytes', 'media_type', 'received', 'person'])
    .where('newsroom', '=', newsroom)
    .where('asset', '=', asset)

/** The parts that are stored, in their order. */
export async function storedParts(
  db: Db | Trx,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<Part[]> {
  return await db
    .selectFrom('upload_part')
    .select(['at_byte as offset', 'bytes', 'digest'])
    .where('newsroom', '=', newsroom)
    .where('asset', '=', asset)
    .orderBy('at_byte')
    .execute()
}

/** True when exactly this part is among those stored. */
export async function isStored(
  db: Db | Trx,
  newsroom: NewsroomId,
  asset: AssetId,
  { offset, digest }: Part,
): Promise<boolean> {
  const row = await db
    .selectFrom('upload_part')
    .select('digest')
    .where('newsroom', '=', newsroom)
    .where('asset', '=', asset)
    .where('at_byte', '=', offset)
    .executeTakeFirst()
  return row?.digest === digest
}

/** Notes a part behind the last one; the caller holds the upload's lock. */
export async function appendPart(
  trx: Trx,
  newsroom: NewsroomId,
  asset: AssetId,
  { offset, bytes, digest }: Part,
): Promise<void> {
  const now = await databaseNow(trx)
  await sql`
    with noted as (
      insert into upload_part (newsroom, asset, at_byte, bytes, digest)
      values (${newsroom}, ${asset}, ${offset}, ${bytes}, ${digest}))
    update upload set received = ${offset + bytes}, touched_at = ${now}
    where newsroom = ${newsroom} and asset = ${asset}`.execute(trx)
}

/** Forgets an upload and its parts' rows. */
export async function deleteUpload(
  db: Db | Trx,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<void> {
  await db
    .deleteFrom('upload')
    .where('newsroom', '=', newsroom)
    .where('asset', '=', asset)
    .execute()
}
