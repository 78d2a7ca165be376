/**
 * Takes a picture in: checks it, puts it and its renditions on the shelf, reads its texts, notes it.
 *
 *     asset:ingest → [ingest] → shelf, asset table → media upload
 *
 * IN1  A picture that is refused leaves nothing behind.
 * IN2  The same picture taken in twice is one picture.
 */
import { basename } from 'node:path'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import type { Clock } from '../../../shared/model/time.ts'
import { renditions } from '../../../shared/protocol/uploads.ts'
import { shelfFile } from '../store/shelf-path.ts'
import type { Store } from '../store/store.ts'
import type { PictureWorker } from './picture-worker.ts'
import { readMetadata } from './read-metadata.ts'
import { shelve } from './shelve.ts'

interface Wiring {
  readonly store: Store
  readonly worker: PictureWorker
  readonly clock: Clock
}

/** Takes one picture in; throws `BadPicture` (or its wire form) when it is none. */
export async function ingest(
  { store, worker, clock }: Wiring,
  fileName: string,
  bytes: Uint8Array,
): Promise<ShelvedAsset> {
  const examined = await worker.examine(bytes)
  const { asset, mediaType, width, height } = examined
  for (const size of Object.keys(renditions) as (keyof typeof renditions)[]) {
    await shelve(shelfFile(store.shelf, asset, size), examined.renditions[size])
  }
  const original = shelfFile(store.shelf, asset, 'original')
  await shelve(original, bytes)
  const texts = await readMetadata(original)
  const shelved: ShelvedAsset = {
    asset,
    width,
    height,
    mediaType,
    bytes: bytes.length,
    fileName: basename(fileName),
    ...texts,
    onServer: false,
  }
  store.assets.add(shelved, clock())
  return store.assets.get(asset) ?? shelved
}
