/** The sample's pictures, sent through the upload desk like anybody's: hashed, sniffed, decoded. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AssetId, parseAssetId } from '../../shared/model/ids.ts'
import type { Actor } from '../db/people-rows.ts'
import type { UploadDesk } from '../media/upload-desk.ts'
import type { PicturesFile } from './sample-files.ts'

/** Uploads what is missing and returns the asset behind each key. */
export async function loadPictures(
  uploads: UploadDesk,
  actor: Actor,
  { pictures }: PicturesFile,
  folder: string,
): Promise<Map<string, AssetId>> {
  const assets = pictures.map(async ({ key }) => {
    const bytes = await readFile(join(folder, 'pictures', `${key}.jpg`))
    const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
    const state = await uploads.start(actor, asset, {
      bytes: bytes.length,
      mediaType: 'image/jpeg',
    })
    if (!state.complete) {
      await uploads.add(actor, asset, state.offset, bytes.subarray(state.offset))
    }
    return [key, asset] as const
  })
  return new Map(await Promise.all(assets))
}
