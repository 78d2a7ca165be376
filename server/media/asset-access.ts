/** Who may see a picture: its newsroom, and everybody once a live story shows it. */
import { sql } from 'kysely'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import type { PictureType } from '../../shared/protocol/uploads.ts'
import type { Db, Trx } from '../db/open-database.ts'

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

/** How many of these pictures the newsroom's server does not have. */
export async function countAway(
  db: Db | Trx,
  newsroom: NewsroomId,
  assets: readonly AssetId[],
): Promise<number> {
  if (assets.length === 0) return 0
  const { rows } = await sql<{ away: number }>`
    select count(*)::int as away from unnest(${[...new Set(assets)]}::text[]) as used (id)
    where not exists (
      select 1 from asset a where a.newsroom = ${newsroom} and a.id = used.id)`.execute(db)
  return rows[0]?.away ?? 0
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
