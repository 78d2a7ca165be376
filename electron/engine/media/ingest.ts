/**
 * Takes a picture in: checks it, puts it and its renditions on the shelf, reads its texts, notes it.
 *
 *     asset:ingest → [ingest] → shelf, asset table → media upload
 *
 * DIN1  A picture that is refused leaves nothing behind.
 * DIN2  The same picture taken in twice is one picture.
 */
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import type { Clock } from '../../../shared/model/time.ts'
import { shelfFile } from '../store/shelf-path.ts'
import type { Store } from '../store/store.ts'
import { BadPicture } from './bad-picture.ts'
import type { PictureProcess } from './picture-process.ts'
import { pictureTypeOf } from './picture-type.ts'
import { readMetadata } from './read-metadata.ts'
import { shelve } from './shelve.ts'

interface Wiring {
  readonly store: Store
  readonly pictures: PictureProcess
  readonly clock: Clock
}

let serial = 0

/** Takes one picture in; throws `BadPicture` (or its wire form) when it is none. */
export async function ingest(
  { store, pictures, clock }: Wiring,
  fileName: string,
  bytes: Uint8Array,
): Promise<ShelvedAsset> {
  const incoming = join(store.shelf, 'incoming', `${process.pid}-${clock()}-${serial++}`)
  try {
    if (!pictureTypeOf(bytes)) throw new BadPicture('not-a-picture')
    await shelve(incoming, bytes)
    const reading = readMetadata(incoming)
    const examined = await pictures.examine(incoming, store.shelf).finally(() => reading)
    const { asset, mediaType, width, height } = examined
    const texts = await reading
    const original = shelfFile(store.shelf, asset, 'original')
    await mkdir(dirname(original), { recursive: true })
    await rename(incoming, original)
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
  } finally {
    await rm(incoming, { force: true })
  }
}
