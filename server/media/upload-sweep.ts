/**
 * Clears away uploads that nobody goes on with, and parts that belong to none.
 *
 * VUS1  An upload is given up only after a long silence; a desk that comes back begins it anew.
 */
import { sql } from 'kysely'
import { type AssetId, isAssetId, type NewsroomId } from '../../shared/model/ids.ts'
import { type Db, databaseNow } from '../db/open-database.ts'
import { allPartsFolder, partsFolder } from './asset-keys.ts'
import type { ObjectStore } from './object-store.ts'
import { readUpload } from './upload-rows.ts'

const hour_ms = 3_600_000
/** A reporter may be out of reach for a while; parts cost only disk. */
export const longestSilence_ms = 7 * 24 * hour_ms
/** No write of ours takes a day. */
const brokenWrite_ms = 24 * hour_ms

export interface UploadSweep {
  close(): Promise<void>
}

/** Sweeps now and then until closed; several servers may. */
export function sweepUploads(
  db: Db,
  store: ObjectStore,
  onError: (error: unknown) => void,
): UploadSweep {
  let running: Promise<void> = Promise.resolve()
  const sweep = () => {
    running = sweepOnce(db, store).catch(onError)
  }
  const timer = setInterval(sweep, hour_ms)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}

/** One sweep, for uploads that were silent for `silence_ms`. */
export async function sweepOnce(
  db: Db,
  store: ObjectStore,
  silence_ms = longestSilence_ms,
): Promise<void> {
  const now = await databaseNow(db)
  await sql`delete from upload where touched_at < ${now - silence_ms}`.execute(db)
  const newsrooms = await db.selectFrom('newsroom').select('id').execute()
  for (const { id } of newsrooms) await sweepParts(db, store, id)
  await store.tidy(new Date(Date.now() - brokenWrite_ms))
}

async function sweepParts(db: Db, store: ObjectStore, newsroom: NewsroomId): Promise<void> {
  const assets = new Set<AssetId>()
  for await (const { key } of store.list(allPartsFolder(newsroom))) {
    const asset = key.split('/')[2]
    if (isAssetId(asset)) assets.add(asset)
  }
  for (const asset of assets) {
    // The row comes before the first part, and is asked for after the part was seen.
    if (await readUpload(db, newsroom, asset)) continue
    await store.removeFolder(partsFolder(newsroom, asset))
  }
}
