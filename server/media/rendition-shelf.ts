/**
 * Smaller pictures for pages and screens, made when first asked for and kept in the store.
 *
 * VRS1  A rendition is upright, never wider than its original, and carries no metadata: no place,
 *      no names, no camera.
 */
import { buffer } from 'node:stream/consumers'
import type { AssetId, NewsroomId } from '../../shared/model/ids.ts'
import { mostPixels, type Rendition, renditions } from '../../shared/protocol/uploads.ts'
import { originalKey, type RenditionFormat, renditionKey } from './asset-keys.ts'
import { decoder } from './decoder.ts'
import { NotInStore, type ObjectStore } from './object-store.ts'

export interface RenditionShelf {
  /** The rendition's bytes; throws `NotInStore` when there is no original. */
  get(
    newsroom: NewsroomId,
    asset: AssetId,
    name: Rendition,
    format: RenditionFormat,
  ): Promise<Buffer>
}

/** Makes renditions from the originals in `store` and keeps them there. */
export function renditionShelf(store: ObjectStore): RenditionShelf {
  const inWork = new Map<string, Promise<Buffer>>()
  let line: Promise<unknown> = Promise.resolve()

  /** One after another: a page with thirty pictures must not take the machine. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = line.then(work)
    line = result.catch(() => {})
    return result
  }

  async function stored(key: string): Promise<Buffer | null> {
    try {
      return await buffer(await store.get(key))
    } catch (error) {
      if (error instanceof NotInStore) return null
      throw error
    }
  }

  async function make(
    newsroom: NewsroomId,
    asset: AssetId,
    name: Rendition,
    format: RenditionFormat,
  ): Promise<Buffer> {
    const original = await buffer(await store.get(originalKey(newsroom, asset)))
    const made = await inTurn(() => render(original, renditions[name], format))
    await store.put(renditionKey(newsroom, asset, name, format), made)
    return made
  }

  return {
    async get(newsroom, asset, name, format) {
      const key = renditionKey(newsroom, asset, name, format)
      const kept = await stored(key)
      if (kept) return kept
      const begun = inWork.get(key)
      if (begun) return await begun
      const work = make(newsroom, asset, name, format).finally(() => inWork.delete(key))
      inWork.set(key, work)
      return await work
    },
  }
}

async function render(original: Buffer, width: number, format: RenditionFormat): Promise<Buffer> {
  const sharp = await decoder()
  const picture = sharp(original, { limitInputPixels: mostPixels, sequentialRead: true })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
  if (format === 'webp') return await picture.webp({ quality: 80 }).toBuffer()
  return await picture
    .flatten({ background: '#fff' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer()
}
