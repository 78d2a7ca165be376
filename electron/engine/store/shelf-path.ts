/** Where a picture lies on the shelf: by its content hash, fanned out so that no folder grows huge. */
import { join } from 'node:path'
import type { AssetId } from '../../../shared/model/ids.ts'
import type { PictureSize } from '../parent-contract.ts'

/** `<shelf>/ab/ab12….original`; what kind of picture it is, its first bytes tell. */
export const shelfFile = (shelf: string, asset: AssetId, size: PictureSize): string =>
  join(shelf, asset.slice(0, 2), `${asset}.${size}`)
