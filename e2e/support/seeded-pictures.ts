/** As many sound pictures of a size as wanted, all different, the same for the same seed. */
import { createCipheriv, createHash } from 'node:crypto'
import sharp from 'sharp'
import { type AssetId, parseAssetId } from '../../shared/model/ids.ts'

const kinds = 4

export interface SeededPicture {
  readonly name: string
  readonly asset: AssetId
  readonly bytes: Buffer
}

/** Gives the picture of any number; each is a JPEG of noise followed by noise of its own. */
export async function seededPictures(
  size: number,
  seed: number,
): Promise<(number: number) => SeededPicture> {
  // Few pixels, many bytes: the proof is of the road, not of the decoder.
  const width = 800
  const bases = await Promise.all(
    Array.from({ length: kinds }, (_, kind) => aNoiseJpeg(width, seed * kinds + kind)),
  )
  return (number) => {
    const base = bases[number % kinds] ?? Buffer.alloc(0)
    const rest = noise(`${seed} ${number}`, Math.max(16, size - base.length))
    const bytes = Buffer.concat([base, rest])
    const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
    return { name: `frame-${number}.jpg`, asset, bytes }
  }
}

async function aNoiseJpeg(width: number, seed: number): Promise<Buffer> {
  const height = Math.round((width * 3) / 4)
  const raw = { width, height, channels: 3 as const }
  return await sharp(noise(`base ${seed}`, width * height * 3), { raw })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** Bytes that no compression shortens, the same for the same words. */
function noise(words: string, length: number): Buffer {
  const key = createHash('sha256').update(words).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length))
}
