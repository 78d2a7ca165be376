import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAssetId } from '../../../../shared/model/ids.ts'
import { sessionSchema } from '../../../../shared/protocol/session.ts'
import { shelve } from '../../media/shelve.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import { aStore } from '../../testing/a-store.ts'
import { aServer, password } from '../../testing/newsroom-http.ts'
import { jsonOf, request } from '../line/server-api.ts'
import { StillThere } from './still-there.ts'

const aDay = 24 * 60 * 60_000

/** A desk whose pictures, of these names and the last one the newest, a server has. */
async function aDeskWith(...names: string[]) {
  const server = await aServer()
  const store = aStore()
  server.newsroom.person('salma', 'reporter')
  const json = { email: 'salma@testpost.example', password, device: store.device }
  const signIn = { method: 'POST', path: '/v1/sessions', json } as const
  const session = await request({ server: server.url, token: null }, signIn)
  const { token } = await jsonOf(session, sessionSchema)
  const pictures = []
  for (const [at, name] of names.entries()) {
    const bytes = Buffer.from(name)
    const asset = parseAssetId(createHash('sha256').update(bytes).digest('hex'))
    const file = shelfFile(store.shelf, asset, 'original')
    await shelve(file, bytes)
    const facts = { width: 10, height: 10, mediaType: 'image/jpeg', bytes: bytes.length }
    const texts = { fileName: 'a.jpg', caption: '', credit: '', alt: '' }
    store.assets.add({ asset, ...facts, ...texts, onServer: false }, at)
    store.assets.arrived(asset)
    server.uploads.set(asset, { bytes: bytes.length, got: [bytes] })
    pictures.push({ asset, file })
  }
  const time = { now: 0 }
  const stillThere = new StillThere({
    store,
    address: () => ({ server: server.url, token }),
    steady: () => time.now,
  })
  const waiting = () => store.assets.waiting().map(({ asset }) => asset)
  return { server, pictures, stillThere, time, waiting }
}

describe('pictures that the server had', () => {
  it('[DLP1] are sent again when it has lost them, and left in peace when it has them', async () => {
    const { server, pictures, stillThere, waiting } = await aDeskWith('old', 'lost', 'new')
    server.uploads.delete(pictures[1]!.asset)
    expect(await stillThere.look()).toBe(false)
    expect(waiting()).toEqual([])
    expect(await stillThere.look()).toBe(true)
    expect(waiting()).toEqual([pictures[1]!.asset])
    expect(await stillThere.look()).toBe(false)
    expect(waiting()).toEqual([pictures[1]!.asset])
  })

  it('[DLP2] are asked after once a day, and not when they could not be sent', async () => {
    const { server, pictures, stillThere, time, waiting } = await aDeskWith('one', 'two')
    const asked = () => server.asked.filter((path) => path.startsWith('PUT /v1/uploads')).length
    for (let n = 0; n < 4; n += 1) expect(await stillThere.look()).toBe(false)
    expect(asked()).toBe(2)
    for (const { asset } of pictures) server.uploads.delete(asset)
    rmSync(pictures[1]!.file)
    time.now = aDay
    expect(await stillThere.look()).toBe(false)
    expect(await stillThere.look()).toBe(true)
    expect(waiting()).toEqual([pictures[0]!.asset])
  })

  it('[DLP1] stay as they are while no server answers', async () => {
    const { server, pictures, stillThere, time, waiting } = await aDeskWith('one')
    server.uploads.delete(pictures[0]!.asset)
    server.failing.add('/v1/uploads')
    expect(await stillThere.look()).toBe(false)
    expect(waiting()).toEqual([])
    server.failing.clear()
    time.now = aDay
    expect(await stillThere.look()).toBe(true)
  })
})
