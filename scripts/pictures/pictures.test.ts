import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ExifTool } from 'exiftool-vendored'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDate } from '../../server/sample/dates-in-text.ts'
import {
  type PicturesFile,
  readPicturesFile,
  sampleFolder,
} from '../../server/sample/sample-files.ts'
import { chanceOf, startPicture } from './brush.ts'
import { scenes } from './scenes.ts'
import { cut } from './write-metadata.ts'

const pathOf = (key: string): string => join(sampleFolder, 'pictures', `${key}.jpg`)

describe('the sample pictures', () => {
  let file: PicturesFile
  let tool: ExifTool
  beforeAll(async () => {
    file = await readPicturesFile()
    tool = new ExifTool({ taskTimeoutMillis: 60_000 })
  })
  afterAll(() => tool.end())

  it('carry their captions inside, in XMP, IIM and EXIF alike', async () => {
    for (const picture of file.pictures) {
      const tags = await tool.readRaw(pathOf(picture.key), {
        readArgs: ['-G1', '-a', '-struct'],
      })
      const caption = withDate(picture.caption[picture.embedded], picture.taken, picture.embedded)
      const place = file.places[picture.place]
      const creator = file.creators[picture.by]
      expect(tags, picture.key).toMatchObject({
        'IPTC:CodedCharacterSet': 'UTF8',
        'IPTC:Caption-Abstract': caption,
        'IPTC:Headline': picture.title,
        'IPTC:By-line': creator?.name,
        'IPTC:City': place?.city[picture.embedded],
        'IPTC:DateCreated': picture.taken.slice(0, 10).replaceAll('-', ':'),
        'XMP-photoshop:Headline': picture.title,
        'XMP-photoshop:Credit': creator?.credit[picture.embedded],
        'XMP-photoshop:Source': creator?.source,
        'XMP-photoshop:City': place?.city[picture.embedded],
        'XMP-photoshop:Country': place?.country[picture.embedded],
        'XMP-photoshop:CaptionWriter': 'LF',
        'XMP-dc:Rights': `© 2026 ${creator?.source}`,
        'IFD0:ImageDescription': caption,
        'ExifIFD:DateTimeOriginal': `${picture.taken.replaceAll('-', ':').replace('T', ' ')}:00`,
      })
      const text = JSON.stringify(tags)
      expect(text, picture.key).toContain(JSON.stringify(caption).slice(1, -1))
      expect(text, picture.key).toContain(picture.alt[picture.embedded])
      expect(tags, picture.key).toMatchObject({ 'IPTC:Keywords': picture.keywords })
    }
  }, 120_000)

  it('are captioned in Arabic and Spanish, too', () => {
    const spoken = new Set(file.pictures.map(({ embedded }) => embedded))
    expect([...spoken].sort()).toEqual(['ar', 'en', 'es'])
  })

  it('are of the size they were drawn in, and small enough to keep', async () => {
    let bytes = 0
    for (const { key } of file.pictures) {
      const { width, height, format } = await sharp(pathOf(key)).metadata()
      expect([key, width, height, format]).toEqual([
        key,
        scenes[key]?.width,
        scenes[key]?.height,
        'jpeg',
      ])
      bytes += (await stat(pathOf(key))).size
    }
    expect(bytes).toBeLessThan(6_000_000)
  })

  it('are drawn the same in every run', () => {
    for (const [key, scene] of Object.entries(scenes)) {
      const draw = () => {
        startPicture()
        return scene.draw(chanceOf(key))
      }
      expect(draw(), key).toBe(draw())
    }
  })

  it('cut what is too long for IIM at a whole character', () => {
    expect(cut('بريد المرفأ / لينا فرح', 32)).toBe('بريد المرفأ / لينا')
    expect(new TextEncoder().encode(cut('é'.repeat(40), 33)).length).toBe(32)
  })
})
