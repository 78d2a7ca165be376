/** What kind of picture some bytes are, by their first bytes alone; a file's name proves nothing. */
import type { PictureType } from '../../../shared/protocol/uploads.ts'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

const starts = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte)

/** The type that we accept, or null: SVG, PDF, video and all else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (starts(bytes, 0x49, 0x49, 0x2a, 0x00) || starts(bytes, 0x4d, 0x4d, 0x00, 0x2a)) {
    return 'image/tiff'
  }
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'image/gif'
  if (ascii(bytes, 4, 8) === 'ftyp' && isAvif(bytes)) return 'image/avif'
  return null
}

/** Any of the brands of the file type box that name AVIF. */
function isAvif(bytes: Uint8Array): boolean {
  for (let at = 8; at + 4 <= Math.min(bytes.length, 48); at += 4) {
    if (/^avi[fs]$/.test(ascii(bytes, at, at + 4))) return true
  }
  return false
}
