/**
 * Draws the sample newsroom's pictures and writes their metadata into them.
 *
 *     node scripts/draw-pictures.ts [KEY …]      all, or only those named
 *     node scripts/draw-pictures.ts --sheet      also out/pictures/sheet.png, all on one page
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { readPicturesFile, sampleFolder } from '../server/sample/sample-files.ts'
import { chanceOf, startPicture } from './pictures/brush.ts'
import { contactSheet } from './pictures/contact-sheet.ts'
import { scenes } from './pictures/scenes.ts'
import { endWriting, writeMetadata } from './pictures/write-metadata.ts'

const folder = join(sampleFolder, 'pictures')
/** Good to the eye, and all pictures together stay below 6 MB. */
const jpeg = { quality: 74, mozjpeg: true, chromaSubsampling: '4:4:4' } as const

const words = process.argv.slice(2)
const only = words.filter((word) => !word.startsWith('--'))
const file = await readPicturesFile()
await mkdir(folder, { recursive: true })
try {
  for (const picture of file.pictures) {
    const scene = scenes[picture.key]
    if (!scene) throw new Error(`nobody has drawn ${picture.key}`)
    if (only.length > 0 && !only.includes(picture.key)) continue
    startPicture()
    const inside = scene.draw(chanceOf(picture.key))
    const { width, height } = scene
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`
    const path = join(folder, `${picture.key}.jpg`)
    await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).jpeg(jpeg).toFile(path)
    await writeMetadata(path, picture, file)
  }
} finally {
  await endWriting()
}
if (words.includes('--sheet')) {
  const sheets = join(import.meta.dirname, '../out/pictures')
  await mkdir(sheets, { recursive: true })
  const paths = file.pictures.map(({ key }) => join(folder, `${key}.jpg`))
  await writeFile(join(sheets, 'sheet.png'), await contactSheet(paths))
}
