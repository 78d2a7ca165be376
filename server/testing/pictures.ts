/** Pictures made for tests, and the hash that names them. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { type AssetId, parseAssetId } from '../../shared/model/ids.ts'

/** The name of exactly these bytes. */
export const assetOf = (bytes: Uint8Array): AssetId =>
  parseAssetId(createHash('sha256').update(bytes).digest('hex'))

/** A JPEG of noise (so that it has some size), turned on its side by its EXIF, with a GPS place. */
export async function aJpeg(width = 800, height = 600): Promise<Buffer> {
  return await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#246',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .withExif({
      IFD0: { Artist: 'Lina Farah' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 0/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** A PNG whose header claims so many pixels; its bytes are few. */
export async function aHugePng(width: number, height: number): Promise<Buffer> {
  return await sharp({
    create: { width, height, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
}
