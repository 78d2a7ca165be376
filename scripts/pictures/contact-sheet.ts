import sharp from 'sharp'

const cell = { width: 300, height: 225 }
const across = 6

/** All pictures on one page, for the eye that judges them. */
export async function contactSheet(paths: readonly string[]): Promise<Buffer> {
  const tiles = await Promise.all(
    paths.map(async (path, i) => ({
      input: await sharp(path)
        .resize({ ...cell, fit: 'contain', background: '#202020' })
        .toBuffer(),
      left: (i % across) * cell.width,
      top: Math.floor(i / across) * cell.height,
    })),
  )
  return await sharp({
    create: {
      width: across * cell.width,
      height: Math.ceil(paths.length / across) * cell.height,
      channels: 3,
      background: '#202020',
    },
  })
    .composite(tiles)
    .png()
    .toBuffer()
}
