import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parseAssetId } from '../../../shared/model/ids.ts'
import { sessionSchema } from '../../../shared/protocol/session.ts'
import { uploadPart } from '../../../shared/protocol/uploads.ts'
import { shelfFile } from '../store/shelf-path.ts'
import type { Store } from '../store/store.ts'
import { aStore } from '../testing/a-store.ts'
import { aServer, type NewsroomServer, password } from '../testing/newsroom-http.ts'
import { uploadPictures } from './media-upload.ts'
import { jsonOf, request } from './server-api.ts'

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

/** A picture of three parts on the shelf, waiting to be sent. */
function aBigPicture(store: Store) {
  const bytes = Buffer.alloc(2 * uploadPart + 1234)
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (i * 31) & 0xff
  const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
  const file = shelfFile(store.shelf, asset, 'original')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  const facts = { width: 10, height: 10, mediaType: 'image/jpeg', bytes: bytes.length }
  const texts = { fileName: 'a.jpg', caption: '', credit: '', alt: '' }
  store.assets.add({ asset, ...facts, ...texts, onServer: false }, 1)
  return { asset, bytes }
}

async function uploading() {
  const server = await aServer()
  const store = aStore()
  const token = await aTokenOf(server, store)
  const picture = aBigPicture(store)
  const sent: number[] = []
  let partsBeforeCut = Number.POSITIVE_INFINITY
  const run = () =>
    uploadPictures({
      store,
      address: () => ({ server: server.url, token }),
      onProgress: (_asset, offset) => sent.push(offset),
      onSettled: () => {},
      goOn: () => sent.length < partsBeforeCut,
    })
  const cutAfter = (parts: number) => {
    partsBeforeCut = parts
  }
  return { server, store, picture, sent, run, cutAfter }
}

describe('media upload', () => {
  it('[DMU1] goes on from the offset the server has after it was cut off', async () => {
    const { server, store, picture, sent, run, cutAfter } = await uploading()
    cutAfter(1)
    await run()
    expect(sent).toEqual([uploadPart])
    expect(store.assets.get(picture.asset)?.onServer).toBe(false)
    cutAfter(Number.POSITIVE_INFINITY)
    await run()
    expect(sent).toEqual([uploadPart, 2 * uploadPart, picture.bytes.length])
    const got = Buffer.concat(server.uploads.get(picture.asset)?.got ?? [])
    expect(got.equals(picture.bytes)).toBe(true)
    expect(store.assets.get(picture.asset)?.onServer).toBe(true)
  })

  it('[DMU1] asks for the right offset when the answer to a part was lost', async () => {
    const { server, store, picture, sent, run } = await uploading()
    server.loseAnswerTo = 'PATCH /v1/uploads'
    await expect(run()).rejects.toMatchObject({ retry: 'later' })
    expect(sent).toEqual([])
    await run()
    expect(sent).toEqual([2 * uploadPart, picture.bytes.length])
    const got = Buffer.concat(server.uploads.get(picture.asset)?.got ?? [])
    expect(got.equals(picture.bytes)).toBe(true)
    expect(store.assets.waiting()).toEqual([])
  })

  it('[DMU2] does not believe a picture there that the server refuses, and says why', async () => {
    const { store, picture, run } = await uploading()
    writeFileSync(
      shelfFile(store.shelf, picture.asset, 'original'),
      Buffer.alloc(picture.bytes.length),
    )
    await run()
    expect(store.assets.get(picture.asset)?.onServer).toBe(false)
    expect(store.assets.waiting()).toEqual([])
  })
})
