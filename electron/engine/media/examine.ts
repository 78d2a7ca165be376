/**
 * Bytes → a checked picture with its renditions. Refuses what is not a whole picture of a kind
 * and size that we take; decodes everything once, so that a cut-off file cannot pass.
 *
 * DEX1  SVG, unknown, truncated and oversized files are refused, each with its own reason.
 * DEX2  Renditions stand upright, carry no metadata and are never larger than the original.
 */
import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { type AssetId, parseAssetId } from '../../../shared/model/ids.ts'
import {
  largestPicture,
  mostPixels,
  type PictureType,
  type Rendition,
  renditions,
} from '../../../shared/protocol/uploads.ts'
import { BadPicture } from './bad-picture.ts'
import { pictureTypeOf } from './picture-type.ts'

export interface Examined {
  readonly asset: AssetId
  readonly mediaType: PictureType
  /** As shown: after the camera's orientation. */
  readonly width: number
  readonly height: number
  readonly renditions: Readonly<Record<Rendition, Uint8Array>>
}

const options = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true } as const

/** Checks a picture and makes what the screens show of it. */
export async function examine(bytes: Uint8Array): Promise<Examined> {
  const mediaType = pictureTypeOf(bytes)
  if (!mediaType) throw new BadPicture('not-a-picture')
  if (bytes.length > largestPicture) throw new BadPicture('picture-too-large')
  const { width, height } = await dimensions(bytes)
  const made = await makeRenditions(bytes)
  const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
  return { asset, mediaType, width, height, renditions: made }
}

async function dimensions(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  let width: number
  let height: number
  let orientation: number | undefined
  try {
    // Only the header is read here, so that a bomb is refused before it is unpacked.
    const header = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
    ;({ width, height, orientation } = header)
  } catch (cause) {
    throw new BadPicture('picture-damaged', { cause })
  }
  if (width * height > mostPixels) throw new BadPicture('picture-too-many-pixels')
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height }
}

/** The largest from the original, each smaller one from the one before. */
async function makeRenditions(bytes: Uint8Array): Promise<Record<Rendition, Uint8Array>> {
  try {
    const large = await shrink(sharp(bytes, options).autoOrient(), renditions.large)
    const medium = await shrink(sharp(large), renditions.medium)
    const small = await shrink(sharp(medium), renditions.small)
    const thumb = await shrink(sharp(small), renditions.thumb)
    return { large, medium, small, thumb }
  } catch (cause) {
    throw new BadPicture('picture-damaged', { cause })
  }
}

const shrink = (picture: Sharp, width: number): Promise<Buffer> =>
  picture
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality: 82, effort: 3 })
    .toBuffer()
