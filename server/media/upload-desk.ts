/**
 * Resumable uploads of originals, addressed by their hash.
 *
 *     PUT, PATCH → [upload desk] → object store, complete upload
 *
 * VUP1  An upload goes on from the last part that was stored, on any server process.
 * VUP4  A part that arrives again, from the same desk or another, is stored once and answered as
 *       the first time.
 * VUP5  A full store is said in words; parts that were stored stay, and the desk waits.
 */
import { createHash } from 'node:crypto'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import { may } from '../../shared/model/permissions.ts'
import type { StartUpload, UploadState } from '../../shared/protocol/uploads.ts'
import type { Db, Trx } from '../db/open-database.ts'
import { type Actor, loadPeople } from '../db/people-rows.ts'
import { partKey } from './asset-keys.ts'
import { completing } from './complete-upload.ts'
import type { ObjectStore } from './object-store.ts'
import { MayNotUpload, NoSuchUpload, WrongOffset } from './upload-failures.ts'
import {
  appendPart,
  beginOrResume,
  completeState,
  deleteUpload,
  isStored,
  lockUpload,
  type Part,
  readUpload,
  stateOf,
  type Upload,
} from './upload-rows.ts'

type Uploader = Pick<Actor, 'newsroom' | 'person'>

export interface UploadDesk {
  /** Begins, or says where to go on. */
  start(actor: Uploader, asset: AssetId, upload: StartUpload): Promise<UploadState>
  /** Takes the bytes at `offset`; the last part is answered after the check. */
  add(actor: Uploader, asset: AssetId, offset: number, part: Buffer): Promise<UploadState>
}

/** Uploads into `store`; `scratch` is a folder for files that are being checked. */
export function uploadDesk(db: Db, store: ObjectStore, scratch: string): UploadDesk {
  const complete = completing(db, store, scratch)
  return {
    async start({ newsroom, person }, asset, upload) {
      const who = (await loadPeople(db, newsroom, [person])).get(person)
      if (!who || !may(who, 'write', null)) throw new MayNotUpload()
      const done = await completeState(db, store, newsroom, asset)
      if (done) return done
      const row = await beginOrResume(db, newsroom, asset, upload, person)
      if (row.received === row.bytes) return await complete(newsroom, asset)
      // Completed by somebody else while we asked: what was begun just now is not needed.
      const doneNow = row.received === 0 && (await completeState(db, store, newsroom, asset))
      if (!doneNow) return stateOf(asset, row)
      await deleteUpload(db, newsroom, asset)
      return doneNow
    },

    async add({ newsroom }, asset, offset, bytes) {
      const done = await completeState(db, store, newsroom, asset)
      if (done) return done
      const digest = createHash('sha256').update(bytes).digest('hex')
      const part: Part = { offset, bytes: bytes.length, digest }
      const row = await storePart(newsroom, asset, part, bytes)
      if (row && row.received < row.bytes) return stateOf(asset, row)
      return await complete(newsroom, asset)
    },
  }

  /** The upload with this part; null when it was completed meanwhile. */
  async function storePart(
    newsroom: NewsroomId,
    asset: AssetId,
    part: Part,
    bytes: Buffer,
  ): Promise<Upload | null> {
    const before = await readUpload(db, newsroom, asset)
    if (!before) {
      // Another desk may have sent its last part since we looked.
      if (await completeState(db, store, newsroom, asset)) return null
      throw new NoSuchUpload()
    }
    if (!follows(before, part)) return await knownPart(db, newsroom, asset, part, before)
    // First the bytes, then the word of them: a row never tells of bytes that are not there.
    await store.put(partKey(newsroom, asset, part.offset, part.digest), bytes)
    return await db.transaction().execute(async (trx) => {
      const now = await lockUpload(trx, newsroom, asset)
      if (!now) return null
      if (!follows(now, part)) return await knownPart(trx, newsroom, asset, part, now)
      await appendPart(trx, newsroom, asset, part)
      return { ...now, received: part.offset + part.bytes }
    })
  }

  async function knownPart(
    db: Db | Trx,
    newsroom: NewsroomId,
    asset: AssetId,
    part: Part,
    row: Upload,
  ): Promise<Upload> {
    if (await isStored(db, newsroom, asset, part)) return row
    throw new WrongOffset(stateOf(asset, row))
  }
}

const follows = ({ received, bytes }: Upload, part: Part): boolean =>
  part.offset === received && part.bytes > 0 && part.offset + part.bytes <= bytes
