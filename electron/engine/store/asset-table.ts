/** Pictures this desk took in: what they are, what their IPTC said, whether the server has them. */
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import type { AssetId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { type PictureType, pictureTypeSchema } from '../../../shared/protocol/uploads.ts'
import type { Database } from './database.ts'

type AssetRow = Omit<ShelvedAsset, 'onServer'> & { onServer: number }

export interface WaitingTotal {
  readonly pictures: number
  readonly bytes: number
}

export interface WaitingPicture {
  readonly asset: AssetId
  readonly bytes: number
  readonly mediaType: PictureType
}

export class AssetTable {
  readonly #db: Database
  /** How often the server found other bytes than those on the shelf, since the start. */
  readonly #wrongHashes = new Map<AssetId, number>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Notes a picture; one that is known keeps its state. */
  add(asset: ShelvedAsset, at: Instant): void {
    this.#db.run(
      `insert into asset (id, media_type, bytes, width, height, file_name, caption, credit, alt, at, on_server)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         exists (select 1 from fact where key = 'asset:' || ?1))
       on conflict (id) do update set refused = null`,
      asset.asset,
      asset.mediaType,
      asset.bytes,
      asset.width,
      asset.height,
      asset.fileName,
      asset.caption,
      asset.credit,
      asset.alt,
      at,
    )
  }

  get(asset: AssetId): ShelvedAsset | null {
    const row = this.#db.get<AssetRow>(
      `select id as asset, width, height, media_type as mediaType, bytes, file_name as fileName,
       caption, credit, alt, on_server as onServer, refused from asset where id = ?`,
      asset,
    )
    return row ? { ...row, onServer: row.onServer === 1 } : null
  }

  /** Pictures the server still needs, oldest first. */
  waiting(): WaitingPicture[] {
    return this.#db
      .all<WaitingPicture>(
        `select id as asset, bytes, media_type as mediaType from asset
         where on_server = 0 and refused is null order by at, id`,
      )
      .map((row) => ({ ...row, mediaType: pictureTypeSchema.parse(row.mediaType) }))
  }

  /** The oldest picture that waits and is not among those. */
  nextWaiting(except: ReadonlySet<AssetId>): WaitingPicture | null {
    return this.waiting().find(({ asset }) => !except.has(asset)) ?? null
  }

  /** The newest picture that the server is said to have, of those that this desk took in. */
  nextOnServer(except: ReadonlyMap<AssetId, unknown>): WaitingPicture | null {
    const rows = this.#db.all<WaitingPicture>(
      `select id as asset, bytes, media_type as mediaType from asset
       where on_server = 1 order by at desc, id limit ?`,
      except.size + 1,
    )
    const next = rows.find(({ asset }) => !except.has(asset))
    return next ? { ...next, mediaType: pictureTypeSchema.parse(next.mediaType) } : null
  }

  /** The server had it once and has it no longer: it waits to be sent again. */
  lostOnServer(asset: AssetId): void {
    this.#db.run('update asset set on_server = 0, refused = null where id = ?', asset)
  }

  /** How much waits altogether. */
  waitingTotal(): WaitingTotal {
    const total = this.#db.get<WaitingTotal>(
      `select count(*) as pictures, coalesce(sum(bytes), 0) as bytes from asset
       where on_server = 0 and refused is null`,
    )
    return total ?? { pictures: 0, bytes: 0 }
  }

  /** Of these, the pictures of this desk that the server does not have yet. */
  notOnServer(assets: readonly AssetId[]): AssetId[] {
    return this.#db
      .all<{ id: AssetId }>(
        `select a.id from json_each(?) e join asset a on a.id = e.value where a.on_server = 0`,
        JSON.stringify(assets),
      )
      .map(({ id }) => id)
  }

  /** Of these, the pictures that still wait to be sent. */
  waitingAmong(assets: readonly string[]): string[] {
    return this.#db
      .all<{ id: string }>(
        `select a.id from json_each(?) e join asset a on a.id = e.value
         where a.on_server = 0 and a.refused is null`,
        JSON.stringify(assets),
      )
      .map(({ id }) => id)
  }

  /** Lead pictures of the newest stories of these desks, as far as the server has them. */
  leadsOf(desks: readonly string[], most: number): AssetId[] {
    return this.#db
      .all<{ asset: AssetId }>(
        `select s.lead_asset as asset from story s
         where s.desk in (select value from json_each(?)) and s.lead_asset is not null
           and exists (select 1 from fact where key = 'asset:' || s.lead_asset)
         order by s.edited_at desc limit ?`,
        JSON.stringify(desks),
        most,
      )
      .map(({ asset }) => asset)
  }

  /** Counts one more time that the server found other bytes; gives how often by now. */
  countWrongHash(asset: AssetId): number {
    const count = (this.#wrongHashes.get(asset) ?? 0) + 1
    this.#wrongHashes.set(asset, count)
    return count
  }

  arrived(asset: AssetId): void {
    this.#db.run('update asset set on_server = 1, refused = null where id = ?', asset)
  }

  /** Somebody wants it sent once more: what it was refused for is forgotten. */
  tryAgain(asset: AssetId): void {
    this.#wrongHashes.delete(asset)
    this.#db.run('update asset set refused = null where id = ? and on_server = 0', asset)
  }

  /** It will never be taken as it is; `why` is the code of the failure. */
  refused(asset: AssetId, why: string): void {
    this.#db.run('update asset set refused = ? where id = ?', why, asset)
  }
}
