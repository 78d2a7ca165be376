/**
 * Is this file really the picture it says it is? Nothing is believed: not the name, not the
 * declared type, not the header's size.
 *
 * VIP1  Only pictures of a known type, of their declared type, whole, and not too large to decode
 *      safely get in. SVG, which can carry scripts, is never opened.
 */
import { open } from 'node:fs/promises'
import { NewsroomError } from '../../shared/model/errors.ts'
import { mostPixels, type PictureType } from '../../shared/protocol/uploads.ts'
import { decoder } from './decoder.ts'

/** The bytes are not a picture that readers could be shown. */
export class BadPicture extends NewsroomError {
  readonly code = 'bad-picture'
  readonly retry = 'never'
}

export interface Picture {
  readonly mediaType: PictureType
  /** As seen, with the camera's rotation applied. */
  readonly width: number
  readonly height: number
}

/** Checks a whole file. Throws `BadPicture`. */
export async function inspectPicture(file: string, declared: PictureType): Promise<Picture> {
  const mediaType = sniff(await firstBytes(file))
  if (!mediaType) throw new BadPicture('Not a JPEG, PNG, WebP, TIFF, AVIF or GIF picture')
  if (mediaType !== declared) {
    throw new BadPicture(`Declared as ${declared}, but the bytes are ${mediaType}`)
  }
  const size = await sizeOf(file)
  await decodeWhole(file)
  return { mediaType, ...size }
}

async function sizeOf(file: string): Promise<{ width: number; height: number }> {
  const sharp = await decoder()
  const { width, height, pages, autoOrient } = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new BadPicture('The picture’s header cannot be read', { cause })
    })
  const pixels = width * height * (pages ?? 1)
  if (pixels > mostPixels) {
    const [has, may] = [pixels, mostPixels].map((n) => Math.round(n / 1e6))
    throw new BadPicture(`The picture has ${has} megapixels; the limit is ${may}`)
  }
  return { width: autoOrient.width ?? width, height: autoOrient.height ?? height }
}

async function decodeWhole(file: string): Promise<void> {
  const sharp = await decoder()
  try {
    await sharp(file, { limitInputPixels: mostPixels, failOn: 'truncated', sequentialRead: true })
      .resize(16, 16, { fit: 'inside' })
      .raw()
      .toBuffer()
  } catch (cause) {
    throw new BadPicture('The picture is damaged or cut off', { cause })
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The type that the first bytes announce, or null. */
export function sniff(head: Buffer): PictureType | null {
  const at = (offset: number, text: string): boolean =>
    head.subarray(offset, offset + text.length).toString('latin1') === text
  if (at(0, '\xff\xd8\xff')) return 'image/jpeg'
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp'
  if (at(0, 'II*\0') || at(0, 'MM\0*')) return 'image/tiff'
  if (at(4, 'ftyp') && (at(8, 'avif') || at(8, 'avis'))) return 'image/avif'
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'image/gif'
  return null
}
