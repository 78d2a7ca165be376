import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExifTool } from 'exiftool-vendored'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { shelfFile } from '../store/shelf-path.ts'
import { aJpeg, aPictureBomb } from '../testing/a-picture.ts'
import { aFolder, aStore } from '../testing/a-store.ts'
import { ingest } from './ingest.ts'
import { PictureProcess } from './picture-process.ts'
import { pictureTypeOf } from './picture-type.ts'
import { closeMetadataReader, textsOf } from './read-metadata.ts'
import { shelve } from './shelve.ts'

// Starts processes: decoder and metadata reader.
vi.setConfig({ testTimeout: 60_000 })

function aDesk() {
  const store = aStore()
  const pictures = new PictureProcess()
  onTestFinished(async () => {
    pictures.close()
    await closeMetadataReader()
  })
  const take = (bytes: Uint8Array, name = 'ferry.jpg') =>
    ingest({ store, pictures, clock: () => 7 }, name, bytes)
  const onShelf = () =>
    readdirSync(store.shelf, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
  return { store, pictures, take, onShelf }
}

describe('taking a picture in', () => {
  it('[DEX2] names it by its hash and shelves it with upright renditions', async () => {
    const { store, take } = aDesk()
    const bytes = await aJpeg(1200, 800, 6)
    const shelved = await take(bytes, '../../ferry.jpg')
    expect(shelved).toMatchObject({
      asset: createHash('sha256').update(bytes).digest('hex'),
      width: 800,
      height: 1200,
      mediaType: 'image/jpeg',
      bytes: bytes.length,
      fileName: 'ferry.jpg',
      onServer: false,
    })
    const file = (size: 'original' | 'thumb' | 'large') =>
      shelfFile(store.shelf, shelved.asset, size)
    expect(readFileSync(file('original')).equals(Buffer.from(bytes))).toBe(true)
    const thumb = await sharp(readFileSync(file('thumb'))).metadata()
    expect(thumb).toMatchObject({ width: 320, height: 480, format: 'webp' })
    expect(thumb.exif).toBeUndefined()
    // Never larger than the original.
    expect((await sharp(readFileSync(file('large'))).metadata()).width).toBe(800)
  })

  it('[DEX1] [DIN1] refuses bad files, each with its reason, and leaves nothing behind', async () => {
    const { take, onShelf, store } = aDesk()
    const good = await aJpeg()
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const bad: [string, Uint8Array, string][] = [
      ['script in SVG', Buffer.from(svg), 'not-a-picture'],
      ['SVG called JPEG', Buffer.from(`<?xml version="1.0"?>${svg}`), 'not-a-picture'],
      ['text', Buffer.from('just words'), 'not-a-picture'],
      ['PDF', Buffer.from('%PDF-1.7'), 'not-a-picture'],
      ['nothing', new Uint8Array(0), 'not-a-picture'],
      ['cut short', good.subarray(0, good.length >> 1), 'picture-damaged'],
      ['only a header', good.subarray(0, 20), 'picture-damaged'],
      ['PNG without its end', aPictureBomb(100, 100).subarray(0, 60), 'picture-damaged'],
      ['200 megapixels', aPictureBomb(20_000, 10_000), 'picture-too-many-pixels'],
    ]
    for (const [what, bytes, code] of bad) {
      await expect(take(bytes), what).rejects.toMatchObject({ code, retry: 'never' })
    }
    expect(onShelf()).toEqual([])
    expect(store.assets.waiting()).toEqual([])
    await expect(take(good)).resolves.toMatchObject({ mediaType: 'image/jpeg' })
  })

  it('[DIN2] taken in twice is one picture, and stays on the server if it is there', async () => {
    const { store, take, onShelf } = aDesk()
    const bytes = await aJpeg()
    const { asset } = await take(bytes)
    const files = onShelf().toSorted()
    store.assets.arrived(asset)
    expect(await take(bytes, 'again.jpg')).toMatchObject({ asset, onServer: true })
    expect(onShelf().toSorted()).toEqual(files)
    expect(store.assets.waiting()).toEqual([])
  })

  it('reads caption, credit and alt text from inside the file', async () => {
    const { take } = aDesk()
    const file = join(aFolder(), 'written.jpg')
    writeFileSync(file, await aJpeg())
    const tool = new ExifTool({ maxProcs: 1 })
    onTestFinished(() => tool.end())
    await tool.write(
      file,
      {
        'XMP-dc:Description': 'الميناء عند الفجر',
        'IPTC:Caption-Abstract': 'The harbour at dawn',
        'IPTC:Credit': 'Harbour Post',
        'XMP-iptcCore:AltTextAccessibility': 'Two ferries at the quay',
      } as never,
      ['-overwrite_original'],
    )
    expect(await take(readFileSync(file))).toMatchObject({
      caption: 'الميناء عند الفجر',
      credit: 'Harbour Post',
      alt: 'Two ferries at the quay',
    })
  })

  it('[DPP1] loses only the picture on which the decoder died', async () => {
    const { store, pictures, take } = aDesk()
    const file = join(aFolder(), 'doomed.jpg')
    writeFileSync(file, await aJpeg(3000, 2000))
    const doomed = pictures.examine(file, store.shelf)
    process.kill(pictures.pid ?? 0, 'SIGKILL')
    await expect(doomed).rejects.toMatchObject({ code: 'picture-damaged' })
    await expect(take(await aJpeg(200, 200))).resolves.toMatchObject({ width: 200 })
  })
})

describe('texts inside a picture', () => {
  it('come from XMP before IIM before EXIF', () => {
    const exif = { 'IFD0:ImageDescription': 'exif', 'IFD0:Artist': 'E' }
    const iim = { ...exif, 'IPTC:Caption-Abstract': 'iim', 'IPTC:By-line': 'I' }
    const xmp = { ...iim, 'XMP-dc:Description': 'xmp', 'XMP-photoshop:Credit': 'X' }
    expect(textsOf(exif)).toMatchObject({ caption: 'exif', credit: 'E' })
    expect(textsOf(iim)).toMatchObject({ caption: 'iim', credit: 'I' })
    expect(textsOf(xmp)).toMatchObject({ caption: 'xmp', credit: 'X' })
  })

  it('[DRM1] are empty where there are none, or none that are text', () => {
    const none = { caption: '', credit: '', alt: '' }
    expect(textsOf({})).toEqual(none)
    expect(textsOf({ 'XMP-dc:Description': null, 'IPTC:Credit': true })).toEqual(none)
    expect(textsOf({ 'XMP-dc:Creator': ['A', 'B'] }).credit).toBe('A, B')
  })
})

describe('the shelf', () => {
  it('[DSH1] shows a file only when it is whole', async () => {
    const folder = aFolder()
    const file = join(folder, 'ab', 'picture')
    const big = new Uint8Array(4 * 1024 * 1024).fill(7)
    const writing = shelve(file, big)
    const seen = new Set<number>()
    let done = false
    void writing.then(() => {
      done = true
    })
    while (!done) {
      try {
        seen.add(readFileSync(file).length)
      } catch {
        seen.add(-1)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    seen.delete(-1)
    seen.delete(big.length)
    expect([...seen]).toEqual([])
    expect(readdirSync(join(folder, 'ab'))).toEqual(['picture'])
  })
})

describe('first bytes', () => {
  it('tell every kind of picture that we take', async () => {
    const make = sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } })
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const) {
      expect(pictureTypeOf(await make.clone().toFormat(format).toBuffer())).toBe(`image/${format}`)
    }
  })
})
