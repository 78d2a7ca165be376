/** The sample's pictures, sent through the upload desk like anybody's: hashed, sniffed, decoded. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AssetId, parseAssetId } from '../../shared/model/ids.ts'
import type { Actor } from '../db/people-rows.ts'
import type { UploadDesk } from '../media/upload-desk.ts'
import { inLanes } from './in-lanes.ts'
import type { PicturesFile } from './sample-files.ts'

/** A picture's key, name and bytes. */
export interface SampleFile {
  readonly key: string
  readonly asset: AssetId
  readonly bytes: Buffer
}

/** Reads and names the pictures. */
export const readPictures = ({ pictures }: PicturesFile, folder: string): Promise<SampleFile[]> =>
  Promise.all(
    pictures.map(async ({ key }) => {
      const bytes = await readFile(join(folder, 'pictures', `${key}.jpg`))
      return { key, bytes, asset: parseAssetId(createHash('sha256').update(bytes).digest('hex')) }
    }),
  )

/** Few at once: each holds a connection to the database and decodes a whole picture. */
const lanes = 3

/** Uploads what is missing. */
export async function uploadPictures(
  uploads: UploadDesk,
  actor: Actor,
  files: readonly SampleFile[],
): Promise<void> {
  await inLanes(files, lanes, async ({ asset, bytes }) => {
    const upload = { bytes: bytes.length, mediaType: 'image/jpeg' } as const
    const state = await uploads.start(actor, asset, upload)
    if (state.complete) return
    await uploads.add(actor, asset, state.offset, bytes.subarray(state.offset))
  })
}
