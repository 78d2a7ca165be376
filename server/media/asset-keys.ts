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

/** The parts of an upload that is not complete. */
export const partKey = (newsroom: NewsroomId, asset: AssetId, offset: number): string =>
  `${newsroom}/parts/${asset}/${offset}`
