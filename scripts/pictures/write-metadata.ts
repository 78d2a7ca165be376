/**
 * IPTC metadata inside a picture: XMP whole, the old IIM block cut to its byte limits, and the
 * EXIF date, credit and description that other programs read.
 */
import { ExifTool, type WriteTags } from 'exiftool-vendored'
import { withDate } from '../../server/sample/dates-in-text.ts'
import type { PicturesFile, SamplePicture } from '../../server/sample/sample-files.ts'

let tool: ExifTool | undefined

/** Ends the ExifTool process; call it last. */
export const endWriting = async (): Promise<void> => {
  await tool?.end()
  tool = undefined
}

const encoder = new TextEncoder()

/** As many whole characters as fit into `bytes` of UTF-8. */
export function cut(text: string, bytes: number): string {
  if (encoder.encode(text).length <= bytes) return text
  let kept = ''
  let size = 0
  for (const letter of text) {
    size += encoder.encode(letter).length
    if (size > bytes) break
    kept += letter
  }
  return kept.trimEnd()
}

/** Fields of XMP that ExifTool knows and `WriteTags` does not list. */
type Tags = WriteTags & Record<string, string | string[] | number>

/** Writes a picture's metadata into its file, in place. */
export async function writeMetadata(
  path: string,
  picture: SamplePicture,
  file: PicturesFile,
): Promise<void> {
  const tags = { ...xmpTags(picture, file), ...iimTags(picture, file), ...exifTags(picture, file) }
  tool ??= new ExifTool({ taskTimeoutMillis: 60_000 })
  await tool.write(path, tags, {
    writeArgs: ['-overwrite_original', '-codedcharacterset=UTF8'],
    useMWG: false,
  })
}

const language = { en: 'en', ar: 'ar', es: 'es' } as const

function xmpTags(picture: SamplePicture, file: PicturesFile): Tags {
  const { place, creator, caption, alt } = resolved(picture, file)
  return {
    'XMP-photoshop:Headline': picture.title,
    'XMP-dc:Title': picture.title,
    'XMP-dc:Description': caption,
    [`XMP-dc:Description-${language[picture.embedded]}`]: caption,
    'XMP-photoshop:CaptionWriter': 'LF',
    'XMP-iptcCore:AltTextAccessibility': alt,
    'XMP-dc:Creator': creator.name,
    'XMP-photoshop:Credit': creator.credit[picture.embedded],
    'XMP-photoshop:Source': creator.source,
    'XMP-dc:Rights': `© 2026 ${creator.source}`,
    'XMP-photoshop:City': place.city[picture.embedded],
    'XMP-photoshop:Country': place.country[picture.embedded],
    'XMP-iptcCore:CountryCode': place.code,
    'XMP-photoshop:DateCreated': `${picture.taken}:00+03:00`,
    'XMP-dc:Subject': picture.keywords,
    'XMP-iptcExt:PersonInImage': picture.people,
    'XMP-iptcExt:DigitalSourceType':
      'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation',
  }
}

function iimTags(picture: SamplePicture, file: PicturesFile): Tags {
  const { place, creator, caption } = resolved(picture, file)
  const [date = '', time = ''] = picture.taken.split('T')
  return {
    'IPTC:Headline': cut(picture.title, 256),
    'IPTC:ObjectName': cut(picture.title, 64),
    'IPTC:Caption-Abstract': cut(caption, 2000),
    'IPTC:Writer-Editor': 'LF',
    'IPTC:By-line': cut(creator.name, 32),
    'IPTC:Credit': cut(creator.credit[picture.embedded], 32),
    'IPTC:Source': cut(creator.source, 32),
    'IPTC:CopyrightNotice': cut(`© 2026 ${creator.source}`, 128),
    'IPTC:City': cut(place.city[picture.embedded], 32),
    'IPTC:Country-PrimaryLocationName': cut(place.country[picture.embedded], 64),
    'IPTC:Country-PrimaryLocationCode': place.code,
    'IPTC:DateCreated': date.replaceAll('-', ':'),
    'IPTC:TimeCreated': `${time}:00+03:00`,
    'IPTC:Keywords': picture.keywords.map((word) => cut(word, 64)),
  }
}

function exifTags(picture: SamplePicture, file: PicturesFile): Tags {
  const { creator, caption } = resolved(picture, file)
  const taken = `${picture.taken.replaceAll('-', ':').replace('T', ' ')}:00`
  return {
    'EXIF:DateTimeOriginal': taken,
    'EXIF:OffsetTimeOriginal': '+03:00',
    'EXIF:ImageDescription': caption,
    'EXIF:Artist': creator.name,
    'EXIF:Copyright': `© 2026 ${creator.source}`,
  }
}

function resolved(picture: SamplePicture, { places, creators }: PicturesFile) {
  const place = places[picture.place]
  const creator = creators[picture.by]
  if (!place || !creator) throw new Error(`${picture.key}: unknown place or creator`)
  const caption = withDate(picture.caption[picture.embedded], picture.taken, picture.embedded)
  return { place, creator, caption, alt: picture.alt[picture.embedded] }
}
