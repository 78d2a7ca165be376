import type { AssetId } from '../../shared/model/ids.ts'
import type { Rendition } from '../../shared/protocol/uploads.ts'

/** Where readers get a picture. The asset's name is its content's hash, so the answer never changes. */
export const pictureAddress = (asset: AssetId, rendition: Rendition): string =>
  `/media/${asset}/${rendition}`
