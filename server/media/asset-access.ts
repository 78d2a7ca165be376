/** Who may see a picture: its newsroom, and everybody once a live story shows it. */
import { sql } from 'kysely'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import type { PictureType } from '../../shared/protocol/uploads.ts'
import type { Db } from '../db/open-database.ts'

export interface AssetForViewing {
  readonly newsroom: NewsroomId
  readonly mediaType: PictureType
  readonly bytes: number
}

/** The asset as readers may see it, or null. */
export async function assetForReaders(db: Db, asset: AssetId): Promise<AssetForViewing | null> {
  const { rows } = await sql<AssetForViewing>`
    select a.newsroom, a.media_type as "mediaType", a.bytes from asset a
    where a.id = ${asset} and exists (
      select 1 from published p
      where p.newsroom = a.newsroom and p.live and p.pictures @> array[a.id])
    limit 1`.execute(db)
  return rows[0] ?? null
}

/** The asset as its newsroom may see it, or null. */
export async function assetForNewsroom(
  db: Db,
  newsroom: NewsroomId,
  asset: AssetId,
): Promise<AssetForViewing | null> {
  const { rows } = await sql<AssetForViewing>`
    select newsroom, media_type as "mediaType", bytes from asset
    where newsroom = ${newsroom} and id = ${asset}`.execute(db)
  return rows[0] ?? null
}
