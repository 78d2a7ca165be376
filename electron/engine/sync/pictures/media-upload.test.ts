import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type AssetId, parseAssetId } from '../../../../shared/model/ids.ts'
import { sessionSchema } from '../../../../shared/protocol/session.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import type { Store } from '../../store/store.ts'
import { aStore } from '../../testing/a-store.ts'
import { aServer, type NewsroomServer, password } from '../../testing/newsroom-http.ts'
import { jsonOf, request } from '../line/server-api.ts'
import { problemOf } from '../line/sync-words.ts'
import { uploadPictures } from './media-upload.ts'
import { PartPace } from './part-pace.ts'

// Sends megabytes on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function aTokenOf(server: NewsroomServer, store: Store): Promise<string> {
  server.newsroom.person('salma', 'reporter')
  const json = { email: 'salma@testpost.example', password, device: store.device }
  const response = await request(
    { server: server.url, token: null },
    { method: 'POST', path: '/v1/sessions', json },
  )
  return (await jsonOf(response, sessionSchema)).token
}

const part = 1024 * 1024

/** A picture of three first parts on the shelf, waiting to be sent. */
function aBigPicture(store: Store, seed = 31) {
  const bytes = Buffer.alloc(2 * part + 1234)
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (i * seed) & 0xff
  const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
  const file = shelfFile(store.shelf, asset, 'original')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  const facts = { width: 10, height: 10, mediaType: 'image/jpeg', bytes: bytes.length }
  const texts = { fileName: 'a.jpg', caption: '', credit: '', alt: '' }
  store.assets.add({ asset, ...facts, ...texts, onServer: false }, seed)
  return { asset, bytes, file }
}

/** A pace that does not change, so that tests can count parts. */
class SteadyPace extends PartPace {
  override arrived(): void {}
  override cut(): void {}
}

async function uploading() {
  const server = await aServer()
  const store = aStore()
  const token = await aTokenOf(server, store)
  const picture = aBigPicture(store)
  const sent: number[] = []
  const turns: number[] = []
  let partsBeforeCut = Number.POSITIVE_INFINITY
  const run = () =>
    uploadPictures({
      store,
      address: () => ({ server: server.url, token }),
      pace: new SteadyPace(),
      onProgress: (_asset, offset) => {
        if (offset > 0) sent.push(offset)
      },
      onSettled: () => {},
      goOn: () => sent.length < partsBeforeCut,
      turn: async () => {
        turns.push(sent.length)
      },
    })
  const cutAfter = (parts: number) => {
    partsBeforeCut = parts
  }
  const arrived = ({ asset, bytes }: { asset: AssetId; bytes: Buffer }) =>
    Buffer.concat(server.uploads.get(asset)?.got ?? []).equals(bytes)
  return { server, store, picture, sent, turns, run, cutAfter, arrived }
}

describe('media upload', () => {
  it('[DLN18] keeps a picture for a server that speaks another protocol after an update', async () => {
    const { server, store, picture, run, arrived } = await uploading()
    server.speaksAnother = true
    await expect(run()).rejects.toMatchObject({ code: 'wrong-protocol', retry: 'later' })
    expect(store.assets.waiting()).toHaveLength(1)
    server.speaksAnother = false
    await run()
    expect(arrived(picture)).toBe(true)
  })

  it('[DMU1] goes on from the offset the server has after it was cut off', async () => {
    const { store, picture, sent, run, cutAfter, arrived } = await uploading()
    cutAfter(1)
    await run()
    expect(sent).toEqual([part])
    expect(store.assets.get(picture.asset)?.onServer).toBe(false)
    cutAfter(Number.POSITIVE_INFINITY)
    await run()
    expect(sent).toEqual([part, part, 2 * part, picture.bytes.length])
    expect(arrived(picture)).toBe(true)
    expect(store.assets.get(picture.asset)?.onServer).toBe(true)
  })

  it('[DMU1] asks for the right offset when the answer to a part was lost', async () => {
    const { server, store, picture, sent, run, arrived } = await uploading()
    server.loseAnswerTo = 'PATCH /v1/uploads'
    await expect(run()).rejects.toMatchObject({ retry: 'later' })
    expect(sent).toEqual([])
    await run()
    expect(sent).toEqual([part, 2 * part, picture.bytes.length])
    expect(arrived(picture)).toBe(true)
    expect(store.assets.waiting()).toEqual([])
  })

  it('[DMU2] does not believe a picture there that the server refuses, and keeps why', async () => {
    const { server, store, picture, run } = await uploading()
    server.refuseUploads = 'bad-picture'
    await run()
    expect(store.assets.get(picture.asset)).toMatchObject({
      onServer: false,
      refused: 'bad-picture',
    })
    expect(store.assets.waiting()).toEqual([])
  })

  it('[DMU2] sends again what the line has changed, and gives up only when it goes on', async () => {
    const { server, store, picture, run, arrived } = await uploading()
    server.refuseUploads = 'wrong-hash'
    await expect(run()).rejects.toMatchObject({ code: 'wrong-hash' })
    expect(store.assets.waiting()).toHaveLength(1)
    server.refuseUploads = null
    await run()
    expect(arrived(picture)).toBe(true)

    const other = aBigPicture(store, 37)
    server.refuseUploads = 'wrong-hash'
    await expect(run()).rejects.toThrow()
    await expect(run()).rejects.toThrow()
    await run()
    expect(store.assets.get(other.asset)).toMatchObject({ onServer: false, refused: 'wrong-hash' })
    // Somebody asks for one more try: it counts anew.
    server.refuseUploads = null
    store.assets.tryAgain(other.asset)
    await run()
    expect(arrived(other)).toBe(true)
    store.assets.tryAgain(other.asset)
    expect(store.assets.get(other.asset)).toMatchObject({ onServer: true, refused: null })
  })

  it('[DMU3] lets the others arrive when the server fails at one of them', async () => {
    const { server, store, picture, run, arrived } = await uploading()
    const others = [33, 35, 39, 41].map((seed) => aBigPicture(store, seed))
    server.failing.add(`/v1/uploads/${picture.asset}`)
    await expect(run()).rejects.toMatchObject({ retry: 'later' })
    expect(others.map(arrived)).toEqual([true, true, true, true])
    expect(store.assets.waiting().map(({ asset }) => asset)).toEqual([picture.asset])
    server.failing.clear()
    await run()
    expect(arrived(picture)).toBe(true)
  })

  it('[DMU4] sends nothing of a file that is damaged, cut short or gone, and says so', async () => {
    const { server, store, picture, run } = await uploading()
    const short = aBigPicture(store, 33)
    const gone = aBigPicture(store, 35)
    writeFileSync(picture.file, Buffer.alloc(picture.bytes.length))
    writeFileSync(short.file, short.bytes.subarray(0, 1000))
    rmSync(gone.file)
    await run()
    for (const { asset } of [picture, short, gone]) {
      expect(store.assets.get(asset)).toMatchObject({
        onServer: false,
        refused: 'picture-damaged-here',
      })
    }
    expect(server.asked.filter((one) => one.startsWith('PATCH'))).toEqual([])
  })

  it('[DMU4] needs no file for what the server has already', async () => {
    const { server, store, picture, run } = await uploading()
    server.uploads.set(picture.asset, { bytes: picture.bytes.length, got: [picture.bytes] })
    rmSync(picture.file)
    await run()
    expect(store.assets.get(picture.asset)?.onServer).toBe(true)
  })

  it('[DMU6] asks for its turn before every part', async () => {
    const { turns, run } = await uploading()
    await run()
    expect(turns).toEqual([0, 1, 2])
  })

  it('[DMU3] waits with all of them, in words, while the server has no space', async () => {
    const { server, store, picture, run, arrived } = await uploading()
    aBigPicture(store, 33)
    aBigPicture(store, 35)
    const fourth = aBigPicture(store, 39)
    server.failUploads = 'store-full'
    const failure = await run().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'store-full', retry: 'later' })
    expect(problemOf(failure).en).toContain('no space left for pictures')
    expect(store.assets.waiting()).toHaveLength(4)
    // Nobody sends the next picture to hear the same.
    expect(server.asked).not.toContain(`PUT /v1/uploads/${fourth.asset}`)
    server.failUploads = null
    await run()
    expect(store.assets.waiting()).toEqual([])
    expect(arrived(picture)).toBe(true)
  })
})
