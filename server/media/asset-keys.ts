/** Names of a picture's objects in the store. */
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import type { Rendition } from '../../shared/protocol/uploads.ts'

export type RenditionFormat = 'webp' | 'jpeg'

export const originalKey = (newsroom: NewsroomId, asset: AssetId): string =>
  `${newsroom}/originals/${asset.slice(0, 2)}/${asset}`

export const renditionKey = (
  newsroom: NewsroomId,
  asset: AssetId,
  name: Rendition,
  format: RenditionFormat,
): string => `${newsroom}/renditions/${asset.slice(0, 2)}/${asset}-${name}.${format}`

/** Parts of all uploads of a newsroom that are not complete. */
export const allPartsFolder = (newsroom: NewsroomId): string => `${newsroom}/parts`

/** Parts of one of them. */
export const partsFolder = (newsroom: NewsroomId, asset: AssetId): string =>
  `${allPartsFolder(newsroom)}/${asset}`

/** One part, named by its place and content: the same part twice is one object. */
export const partKey = (
  newsroom: NewsroomId,
  asset: AssetId,
  offset: number,
  digest: string,
): string => `${partsFolder(newsroom, asset)}/${offset}-${digest}`
