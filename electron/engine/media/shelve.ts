/**
 * Puts a file on the shelf.
 *
 * DSH1  A file on the shelf is whole: written beside, synced, then renamed into place.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pid } from 'node:process'
import type { AssetId } from '../../../shared/model/ids.ts'
import { type Rendition, renditionSchema } from '../../../shared/protocol/uploads.ts'
import { shelfFile } from '../store/shelf-path.ts'

let serial = 0

/** Writes the bytes and gives them their name in one step. */
export async function shelve(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.${pid}-${serial++}.new`
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Puts every rendition of a picture on the shelf. */
export async function shelveRenditions(
  shelf: string,
  asset: AssetId,
  made: Readonly<Record<Rendition, Uint8Array>>,
): Promise<void> {
  for (const size of renditionSchema.options) {
    await shelve(shelfFile(shelf, asset, size), made[size])
  }
}
