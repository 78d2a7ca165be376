/**
 * What a picture says about itself: caption, credit and alt text, XMP before IIM before EXIF.
 * ExifTool is started with the first picture and ends by itself.
 *
 * DRM1  A picture without metadata, or a machine without ExifTool, gives empty texts, not a failure.
 */
import type { ExifTool } from 'exiftool-vendored'

export interface PictureTexts {
  readonly caption: string
  readonly credit: string
  readonly alt: string
}

type Tags = Readonly<Record<string, unknown>>

let tool: Promise<ExifTool> | null = null

function running(): Promise<ExifTool> {
  tool ??= import('exiftool-vendored').then(
    ({ ExifTool }) => new ExifTool({ maxProcs: 1, taskTimeoutMillis: 20_000 }),
  )
  return tool
}

/** Reads the texts inside a file. */
export async function readMetadata(file: string): Promise<PictureTexts> {
  try {
    const exiftool = await running()
    const tags = await exiftool.readRaw(file, ['-G1', '-struct', '-charset', 'iptc=UTF8'])
    return textsOf({ ...tags })
  } catch (error) {
    console.error('copydesk engine: the metadata of a picture could not be read:', error)
    return { caption: '', credit: '', alt: '' }
  }
}

/** Ends ExifTool, if it runs. */
export async function closeMetadataReader(): Promise<void> {
  const running = tool
  tool = null
  await (await running)?.end()
}

/** Picks the texts out of raw tags named `Group:Tag`. */
export function textsOf(tags: Tags): PictureTexts {
  const first = (...names: string[]): string => {
    for (const name of names) {
      const value = plain(tags[name])
      if (value) return value
    }
    return ''
  }
  return {
    caption: first('XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription'),
    credit: first(
      'XMP-photoshop:Credit',
      'IPTC:Credit',
      'XMP-dc:Creator',
      'IPTC:By-line',
      'IFD0:Artist',
    ),
    alt: first('XMP-iptcCore:AltTextAccessibility'),
  }
}

/** A tag as text: the default language of alternatives, the items of a list. */
function plain(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim()
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join(', ')
  if (typeof value !== 'object' || value === null) return ''
  const byLanguage = new Map<string, unknown>(Object.entries(value))
  return plain(byLanguage.get('x-default') ?? [...byLanguage.values()][0])
}
