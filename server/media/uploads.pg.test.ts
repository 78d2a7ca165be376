import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMedia, carouselOf } from '../../shared/document/story-doc.ts'
import { newMediaKey } from '../../shared/model/ids.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory } from '../testing/a-story.ts'
import { aHugePng, aJpeg, assetOf } from '../testing/pictures.ts'
import { add, assetFactsFor, begin, upload } from '../testing/uploading.ts'

let server: TestServer
let photographer: TestClient
beforeAll(async () => {
  server = await aServer()
  photographer = await server.client('photoEditor')
})
afterAll(() => server.stop())

const assetFacts = () => assetFactsFor(photographer)

describe('an upload', () => {
  it('[VUP1] goes on from the last part, on another server, and becomes a fact', async () => {
    const bytes = await aJpeg()
    const asset = assetOf(bytes)
    const half = Math.floor(bytes.length / 2)
    expect(await (await begin(photographer, asset, bytes.length)).json()).toMatchObject({
      offset: 0,
      complete: false,
    })
    await add(photographer, asset, 0, bytes.subarray(0, half))

    const there = await (await server.sibling()).client('photoEditor')
    const resumed = await begin(there, asset, bytes.length)
    expect(await resumed.json()).toMatchObject({ offset: half, complete: false })
    const done = await add(there, asset, half, bytes.subarray(half))
    expect(await done.json()).toEqual({
      asset,
      offset: bytes.length,
      bytes: bytes.length,
      complete: true,
    })
    const [fact] = (await assetFacts()).filter(({ id }) => id === asset)
    // On its side by EXIF: readers see it upright.
    expect(fact).toMatchObject({ mediaType: 'image/jpeg', width: 600, height: 800 })
    expect(await (await begin(photographer, asset, bytes.length)).json()).toMatchObject({
      complete: true,
    })
  })

  it('[VUP1] answers a part in the wrong place with the right one', async () => {
    const bytes = await aJpeg(300, 200)
    const asset = assetOf(bytes)
    await begin(photographer, asset, bytes.length)
    await add(photographer, asset, 0, bytes.subarray(0, 1000))

    const answer = await add(photographer, asset, 0, bytes.subarray(0, 900))
    expect(answer.status).toBe(409)
    expect(answer.headers.get('upload-offset')).toBe('1000')
    expect(await answer.json()).toMatchObject({ code: 'upload-offset', offset: 1000 })
    const tooMuch = await add(photographer, asset, 1000, Buffer.alloc(bytes.length))
    expect(tooMuch.status).toBe(409)
  })

  it('[VUP2] [VUP3] refuses bytes of another hash, and takes the right ones afterwards', async () => {
    const bytes = await aJpeg(320, 200)
    const asset = assetOf(bytes)
    const wrong = Buffer.from(bytes)
    wrong[500] = (wrong[500] ?? 0) ^ 1

    const refused = await upload(photographer, wrong, 'image/jpeg', asset)
    expect([refused.status, (await refused.json()).code]).toEqual([422, 'wrong-hash'])
    expect((await assetFacts()).map(({ id }) => id)).not.toContain(asset)
    expect(await (await upload(photographer, bytes)).json()).toMatchObject({ complete: true })
  })

  it('[VIP1] refuses what is not a sound picture of its declared type', async () => {
    const jpeg = await aJpeg(640, 480)
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    )
    const cases: [string, Buffer, string][] = [
      ['cut off', jpeg.subarray(0, Math.floor(jpeg.length * 0.7)), 'image/jpeg'],
      ['another type', jpeg, 'image/png'],
      ['svg as png', svg, 'image/png'],
      ['svg with a jpeg’s first bytes', Buffer.concat([jpeg.subarray(0, 4), svg]), 'image/jpeg'],
      ['text', Buffer.from('just words'), 'image/jpeg'],
      ['200 megapixels', await aHugePng(20_000, 10_000), 'image/png'],
    ]
    const before = (await assetFacts()).length
    for (const [what, bytes, mediaType] of cases) {
      const answer = await upload(photographer, bytes, mediaType)
      expect([what, answer.status]).toEqual([what, 422])
      expect(await answer.json()).toMatchObject({ code: 'bad-picture', retry: 'never' })
    }
    expect(await assetFacts()).toHaveLength(before)
    const { db } = server.services.database
    const open = await db.selectFrom('upload').select('asset').execute()
    expect(open.map(({ asset }) => asset)).not.toContain(assetOf(svg))
  })

  it('[VIP1] refuses SVG as a declared type, and nonsense sizes', async () => {
    const asset = 'a'.repeat(64)
    for (const answer of [
      await begin(photographer, asset, 100, 'image/svg+xml'),
      await begin(photographer, asset, 0),
      await begin(photographer, asset, 300 * 1024 * 1024),
      await begin(photographer, '../../etc/passwd', 10),
      await begin(photographer, 'A'.repeat(64), 10),
    ]) {
      expect([400, 404]).toContain(answer.status)
    }
  })

  it('is for people of a desk', async () => {
    const nobody = await server.client('nobody')
    expect((await begin(nobody, 'b'.repeat(64), 10)).status).toBe(403)
    const stranger = await fetch(`${server.url}/v1/uploads/${'b'.repeat(64)}`, { method: 'PUT' })
    expect(stranger.status).toBe(401)
  })
})

describe('a picture', () => {
  it('[VAR1] is for its newsroom until a live story shows it', async () => {
    const bytes = await aJpeg(900, 700)
    const asset = assetOf(bytes)
    await upload(photographer, bytes)
    const ask = (rendition: string, headers = {}) =>
      fetch(`${server.url}/v1/assets/${asset}/${rendition}`, { headers })

    expect((await ask('medium')).status).toBe(404)
    expect((await photographer.fetch(`/v1/assets/${asset}/medium`)).status).toBe(200)

    const reporter = await server.client('reporter')
    const chief = await server.client('chief')
    const story = await aStory(reporter)
    await story.push(reporter, (doc) => {
      const key = newMediaKey()
      addMedia(doc, key, {
        asset,
        caption: 'A ship',
        credit: 'L. Farah',
        alt: 'A ship at the quay',
      })
      carouselOf(doc).insert(0, [key])
    })
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    await chief.send({ do: 'approve', story: story.id, version })
    expect((await ask('medium')).status).toBe(404)
    await chief.send({ do: 'publish', story: story.id, version })

    const shown = await ask('medium')
    expect(shown.status).toBe(200)
    expect(shown.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await ask('original')).status).toBe(401)
    const tag = shown.headers.get('etag') ?? ''
    expect((await ask('medium', { 'if-none-match': tag })).status).toBe(304)
    await chief.send({ do: 'take-down', story: story.id, reason: 'a mistake' })
    expect((await ask('medium')).status).toBe(404)
  })

  it('[VRS1] is upright, no wider than its original, and without metadata', async () => {
    const bytes = await aJpeg(1200, 900)
    const asset = assetOf(bytes)
    await upload(photographer, bytes)

    for (const [rendition, width] of [
      ['thumb', 320],
      ['small', 640],
      ['large.jpg', 900],
    ] as const) {
      const answer = await photographer.fetch(`/v1/assets/${asset}/${rendition}`)
      const made = Buffer.from(await answer.arrayBuffer())
      const meta = await sharp(made).metadata()
      expect(meta).toMatchObject({ width, format: rendition.endsWith('jpg') ? 'jpeg' : 'webp' })
      expect(meta.height).toBe(Math.round((width * 1200) / 900))
      expect([meta.exif, meta.xmp, meta.iptc, meta.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ])
      expect(made.includes('Lina Farah')).toBe(false)
    }
  })

  it('gives the original whole or in ranges', async () => {
    const bytes = await aJpeg(400, 300)
    const asset = assetOf(bytes)
    await upload(photographer, bytes)
    const get = async (range?: string) => {
      const answer = await photographer.fetch(`/v1/assets/${asset}/original`, {
        headers: range ? { range } : {},
      })
      return { answer, got: Buffer.from(await answer.arrayBuffer()) }
    }

    const whole = await get()
    expect(createHash('sha256').update(whole.got).digest('hex')).toBe(asset)
    const part = await get('bytes=10-19')
    expect(part.answer.status).toBe(206)
    expect(part.got).toEqual(bytes.subarray(10, 20))
    expect((await get('bytes=-5')).got).toEqual(bytes.subarray(-5))
    expect((await get(`bytes=${bytes.length}-`)).answer.status).toBe(416)
  })
})
