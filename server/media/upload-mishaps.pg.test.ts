/** What can happen to an upload under way: parts twice, two desks, lost parts, silence, a full disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AssetId } from '../../shared/model/ids.ts'
import { errorAnswer } from '../http/errors.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { add, assetFactsFor, begin, upload } from '../testing/uploading.ts'
import { originalKey, partsFolder } from './asset-keys.ts'
import { type ObjectStore, StoreFull } from './object-store.ts'
import { uploadDesk } from './upload-desk.ts'
import { longestSilence_ms, sweepOnce } from './upload-sweep.ts'

let server: TestServer
let photographer: TestClient
beforeAll(async () => {
  server = await aServer()
  photographer = await server.client('photoEditor')
})
afterAll(() => server.stop())

const assetFacts = () => assetFactsFor(photographer)

/** One object, byte for byte, and none of its parts. */
async function holdsExactly(asset: AssetId, bytes: Buffer): Promise<void> {
  const { store } = server.services
  const kept = await buffer(await store.get(originalKey(server.newsroom.id, asset)))
  expect(kept.equals(bytes)).toBe(true)
  for await (const { key } of store.list(partsFolder(server.newsroom.id, asset))) {
    expect.fail(`${key} was left behind`)
  }
}

describe('an upload that meets trouble', () => {
  it('[VUP4] takes a part that arrives again as the part it is', async () => {
    const bytes = await aJpeg(310, 200)
    const asset = assetOf(bytes)
    await begin(photographer, asset, bytes.length)
    const first = bytes.subarray(0, 2000)
    const answers = await Promise.all([1, 2, 3].map(() => add(photographer, asset, 0, first)))
    for (const answer of answers) expect(await answer.json()).toMatchObject({ offset: 2000 })
    await add(photographer, asset, 2000, bytes.subarray(2000, 3000))
    const late = await add(photographer, asset, 0, first)
    expect(await late.json()).toMatchObject({ offset: 3000, complete: false })
    await add(photographer, asset, 3000, bytes.subarray(3000))
    await holdsExactly(asset, bytes)
  })

  it('[VUP4] is one picture although two desks send it at once, to two servers', async () => {
    const bytes = await aJpeg(1400, 1000)
    const asset = assetOf(bytes)
    const there = await (await server.sibling()).client('secondReporter')
    const sendAll = async (client: TestClient, part: number) => {
      let state = await (await begin(client, asset, bytes.length)).json()
      while (!state.complete) {
        const { offset } = state
        const answer = await add(client, asset, offset, bytes.subarray(offset, offset + part))
        expect([200, 409]).toContain(answer.status)
        state = await answer.json()
      }
    }
    await Promise.all([
      sendAll(photographer, 40_000),
      sendAll(there, 40_000),
      sendAll(there, 70_001),
      sendAll(photographer, 1_000_000),
    ])
    expect((await assetFacts()).filter(({ id }) => id === asset)).toHaveLength(1)
    await holdsExactly(asset, bytes)
  })

  it('[VUP3] begins anew when the store has lost a part', async () => {
    const bytes = await aJpeg(330, 200)
    const asset = assetOf(bytes)
    await begin(photographer, asset, bytes.length)
    await add(photographer, asset, 0, bytes.subarray(0, 5000))
    const { store } = server.services
    await store.removeFolder(partsFolder(server.newsroom.id, asset))

    const failed = await add(photographer, asset, 5000, bytes.subarray(5000))
    expect([failed.status, await failed.json()]).toMatchObject([
      503,
      { code: 'upload-begins-anew', retry: 'later' },
    ])
    expect(await (await begin(photographer, asset, bytes.length)).json()).toMatchObject({
      offset: 0,
    })
    await add(photographer, asset, 0, bytes)
    await holdsExactly(asset, bytes)
  })

  it('[VUP2] is sent again when the store has lost the original', async () => {
    const bytes = await aJpeg(340, 200)
    const asset = assetOf(bytes)
    await upload(photographer, bytes)
    await server.services.store.remove(originalKey(server.newsroom.id, asset))
    expect(await (await begin(photographer, asset, bytes.length)).json()).toMatchObject({
      offset: 0,
    })
    await add(photographer, asset, 0, bytes)
    await holdsExactly(asset, bytes)
    expect((await assetFacts()).filter(({ id }) => id === asset)).toHaveLength(1)
  })

  it('[VUS1] is given up after a long silence only, and its parts with it', async () => {
    const [old, fresh] = [await aJpeg(350, 200), await aJpeg(360, 200)]
    const { database, store } = server.services
    const parts = async (bytes: Buffer) => {
      const keys: string[] = []
      const folder = partsFolder(server.newsroom.id, assetOf(bytes))
      for await (const { key } of store.list(folder)) keys.push(key)
      return keys.length
    }
    for (const bytes of [old, fresh]) {
      await begin(photographer, assetOf(bytes), bytes.length)
      await add(photographer, assetOf(bytes), 0, bytes.subarray(0, 3000))
    }
    await sweepOnce(database.db, store)
    expect([await parts(old), await parts(fresh)]).toEqual([1, 1])
    await sql`update upload set touched_at = touched_at - ${longestSilence_ms + 1000}
      where asset = ${assetOf(old)}`.execute(database.db)
    await sweepOnce(database.db, store)
    expect([await parts(old), await parts(fresh)]).toEqual([0, 1])

    const late = await add(photographer, assetOf(old), 3000, old.subarray(3000))
    expect([late.status, await late.json()]).toMatchObject([404, { retry: 'later' }])
    await upload(photographer, old)
    await holdsExactly(assetOf(old), old)
  })

  it('[VUP5] waits with words while the store is full, and loses no part', async () => {
    const bytes = await aJpeg(370, 200)
    const asset = assetOf(bytes)
    const { database, store } = server.services
    let full = false
    const filling: ObjectStore = {
      ...store,
      put: (key, body) => (full ? Promise.reject(new StoreFull('ENOSPC')) : store.put(key, body)),
    }
    const scratch = mkdtempSync(join(tmpdir(), 'copydesk-scratch-'))
    const uploads = uploadDesk(database.db, filling, scratch)
    const actor = {
      newsroom: server.newsroom.id,
      person: server.newsroom.people.photoEditor.id,
    }
    await uploads.start(actor, asset, { bytes: bytes.length, mediaType: 'image/jpeg' })
    await uploads.add(actor, asset, 0, bytes.subarray(0, 4000))
    full = true
    const failure = await uploads
      .add(actor, asset, 4000, bytes.subarray(4000))
      .catch((error: unknown) => error)
    expect(errorAnswer(failure)).toMatchObject({
      status: 507,
      body: { code: 'store-full', retry: 'later' },
    })
    full = false
    const state = await uploads.start(actor, asset, {
      bytes: bytes.length,
      mediaType: 'image/jpeg',
    })
    expect(state.offset).toBe(4000)
    await uploads.add(actor, asset, 4000, bytes.subarray(4000))
    await holdsExactly(asset, bytes)
    rmSync(scratch, { recursive: true })
  })
})
