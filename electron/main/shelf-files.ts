/** Looks a picture up on the shelf without asking the engine: the common, fast road. */
import { access } from 'node:fs/promises'
import type { AssetId } from '../../shared/model/ids.ts'
import type { PictureSize } from '../engine/parent-contract.ts'
import { shelfFile } from '../engine/store/shelf-path.ts'

/** The file of a picture at a size, or null when it is not there. */
export async function findOnShelf(
  shelf: string,
  asset: AssetId,
  size: PictureSize,
): Promise<string | null> {
  const file = shelfFile(shelf, asset, size)
  try {
    await access(file)
    return file
  } catch {
    return null
  }
}
