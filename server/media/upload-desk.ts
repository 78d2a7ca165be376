/**
 * Resumable uploads of originals, addressed by their hash.
 *
 *     PUT, PATCH → [upload desk] → object store, asset fact
 *
 * VUP1  An upload goes on from the last part that was stored, on any server process.
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
import type { AssetId, NewsroomId, UserId } from '../../shared/model/ids.ts'
import { may } from '../../shared/model/permissions.ts'
import type { PictureType, StartUpload, UploadState } from '../../shared/protocol/uploads.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { type Actor, loadPeople } from '../db/people-rows.ts'
import { originalKey, partKey } from './asset-keys.ts'
import { inspectPicture, type Picture } from './inspect-picture.ts'
import type { ObjectStore } from './object-store.ts'

export interface UploadDesk {
  /** Begins, or says where to go on. */
  start(actor: Actor, asset: AssetId, upload: StartUpload): Promise<UploadState>
  /** Takes the bytes at `offset`; the last part is answered after the check. */
  add(actor: Actor, asset: AssetId, offset: number, part: Buffer): Promise<UploadState>
}

/** The part does not follow the last one that was stored; `state.offset` is where to go on. */
export class WrongOffset extends NewsroomError {
  readonly code = 'upload-offset'
  readonly retry = 'later'
  readonly state: UploadState
  constructor(state: UploadState) {
    super(`The upload goes on from byte ${state.offset}`)
    this.state = state
  }
}

/** The person may not add pictures. */
export class MayNotUpload extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
  constructor() {
    super('You are on no desk of this newsroom')
  }
}

/** No upload of this asset was begun. */
export class NoSuchUpload extends NewsroomError {
  readonly code = 'not-found'
  readonly retry = 'never'
  constructor() {
    super('Begin the upload first')
  }
}

/** The bytes are not those that the address names. */
export class WrongHash extends NewsroomError {
  readonly code = 'wrong-hash'
  readonly retry = 'never'
  constructor() {
    super('The bytes do not have the hash in their address')
  }
}

interface UploadRow {
  readonly bytes: number
  readonly media_type: PictureType
  readonly received: number
  readonly person: UserId
}

/** Uploads into `store`; `scratch` is a folder for files that are being checked. */
export function uploadDesk(db: Db, store: ObjectStore, scratch: string): UploadDesk {
  return {
    async start({ newsroom, person }, asset, upload) {
      const who = (await loadPeople(db, newsroom, [person])).get(person)
      if (!who || !may(who, 'write', null)) throw new MayNotUpload()
      const done = await completeState(db, newsroom, asset)
      if (done) return done
      const row = await beginOrResume(db, newsroom, asset, upload, person)
      if (row.received === row.bytes) return await complete(newsroom, asset, row)
      return stateOf(asset, row)
    },

    async add({ newsroom }, asset, offset, part) {
      const done = await completeState(db, newsroom, asset)
      if (done) return done
      const row = await storePart(db, store, newsroom, asset, offset, part)
      if (row.received < row.bytes) return stateOf(asset, row)
      return await complete(newsroom, asset, row)
    },
  }

  async function complete(
    newsroom: NewsroomId,
    asset: AssetId,
    row: UploadRow,
  ): Promise<UploadState> {
    const file = join(scratch, randomUUID())
    await mkdir(scratch, { recursive: true })
    try {
      const picture = await checked(file, newsroom, asset, row)
      await store.put(originalKey(newsroom, asset), createReadStream(file))
      await recordAsset(db, newsroom, asset, row, picture)
    } catch (error) {
      // Only a verdict on the bytes throws them away; a full disk does not.
      if (error instanceof NewsroomError && error.retry === 'never') await forget(newsroom, asset)
      throw error
    } finally {
      await rm(file, { force: true })
    }
    await store.remove(partsFolder(newsroom, asset))
    return { asset, offset: row.bytes, bytes: row.bytes, complete: true }
  }

  async function checked(
    file: string,
    newsroom: NewsroomId,
    asset: AssetId,
    row: UploadRow,
  ): Promise<Picture> {
    const hash = createHash('sha256')
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(partsInOrder(newsroom, asset, row.bytes), hashing, createWriteStream(file))
    if (hash.digest('hex') !== asset) throw new WrongHash()
    return await inspectPicture(file, row.media_type)
  }

  async function* partsInOrder(newsroom: NewsroomId, asset: AssetId, bytes: number) {
    for (let offset = 0; offset < bytes; ) {
      for await (const chunk of await store.get(partKey(newsroom, asset, offset))) {
        yield chunk as Buffer
      }
      offset += (await store.head(partKey(newsroom, asset, offset))) ?? bytes
    }
  }

  async function forget(newsroom: NewsroomId, asset: AssetId): Promise<void> {
    await db
      .deleteFrom('upload')
      .where('newsroom', '=', newsroom)
      .where('asset', '=', asset)
      .execute()
    await store.remove(partsFolder(newsroom, asset))
  }
}

const partsFolder = (newsroom: NewsroomId, asset: AssetId): string =>
  partKey(newsroom, asset, 0).slice(0, -'/0'.length)

const stateOf = (asset: AssetId, { received, bytes }: UploadRow): UploadState => ({
  asset,
  offset: received,
  bytes,
  complete: false,
})

async function completeState(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<UploadState | null> {
  const row = await db
    .selectFrom('asset')
    .select('bytes')
    .where('newsroom', '=', newsroom)
    .where('id', '=', asset)
    .executeTakeFirst()
  return row ? { asset, offset: row.bytes, bytes: row.bytes, complete: true } : null
}

async function beginOrResume(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
  { bytes, mediaType }: StartUpload,
  person: UserId,
): Promise<UploadRow> {
  const now = await databaseNow(db)
  // Said otherwise than last time: the earlier words were wrong, so begin anew.
  const { rows } = await sql<UploadRow>`
    insert into upload as u (newsroom, asset, bytes, media_type, received, person, started_at)
    values (${newsroom}, ${asset}, ${bytes}, ${mediaType}, 0, ${person}, ${now})
    on conflict (newsroom, asset) do update set
      received = case when u.bytes = excluded.bytes and u.media_type = excluded.media_type
        then u.received else 0 end,
      bytes = excluded.bytes, media_type = excluded.media_type
    returning bytes, media_type, received, person`.execute(db)
  const [row] = rows
  if (!row) throw new NoSuchUpload()
  return row
}

async function storePart(
  db: Db,
  store: ObjectStore,
  newsroom: NewsroomId,
  asset: AssetId,
  offset: number,
  part: Buffer,
): Promise<UploadRow> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('upload')
      .select(['bytes', 'media_type', 'received', 'person'])
      .where('newsroom', '=', newsroom)
      .where('asset', '=', asset)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new NoSuchUpload()
    const received = row.received + part.length
    if (offset !== row.received || part.length === 0 || received > row.bytes) {
      throw new WrongOffset(stateOf(asset, row))
    }
    await store.put(partKey(newsroom, asset, offset), part)
    await trx
      .updateTable('upload')
      .set({ received })
      .where('newsroom', '=', newsroom)
      .where('asset', '=', asset)
      .execute()
    return { ...row, received }
  })
}

async function recordAsset(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
  { bytes, person }: UploadRow,
  { mediaType, width, height }: Picture,
): Promise<void> {
  await db.transaction().execute(async (trx: Trx) => {
    const { rows } = await sql`
      insert into asset (newsroom, id, media_type, bytes, width, height)
      values (${newsroom}, ${asset}, ${mediaType}, ${bytes}, ${width}, ${height})
      on conflict do nothing returning id`.execute(trx)
    await sql`delete from upload where newsroom = ${newsroom} and asset = ${asset}`.execute(trx)
    if (rows.length === 0) return // Another process finished the same upload.
    const when = await databaseNow(trx)
    const size = { bytes, width, height }
    const fact: AssetFact = { type: 'asset', id: asset, mediaType, ...size, by: person, when }
    await appendFacts(trx, newsroom, [fact], when)
  })
}
