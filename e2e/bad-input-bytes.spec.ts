/** Broken updates, live frames and pictures sent to a server: each refused, none stored. */
import { createHash } from 'node:crypto'
import { Packr } from 'msgpackr'
import WebSocket from 'ws'
import { packUpdate } from '../shared/document/encoding.ts'
import { newStoryId } from '../shared/model/ids.ts'
import { liveCloseCodes } from '../shared/protocol/live.ts'
import { wireErrorSchema } from '../shared/protocol/session.ts'
import { uploadOffsetHeader } from '../shared/protocol/uploads.ts'
import { protocolVersion } from '../shared/protocol/version.ts'
import { aPicture, badPictures } from './support/bad-pictures.ts'
import { expect, test } from './support/newsroom.ts'
import { aStoryOnServer, everything } from './support/unchanged.ts'
import { aWireDesk, type WireDesk } from './support/wire-desk.ts'

const packr = new Packr({ useRecords: false })

test('[BI2] bytes that are no update are refused one by one and never logged', async ({
  server,
}) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aStoryOnServer(desk)
  const before = await everything(desk, story)
  const good = story.updates.at(-1) ?? new Uint8Array()
  const stranger = newStoryId()
  const push = (update: Uint8Array, ref: number, to = story.id) => ({
    story: to,
    ref,
    update: new Uint8Array(update),
  })
  const answers = await desk.push([
    push(packUpdate(new Uint8Array([7, 255, 255, 255, 255, 255, 1, 2, 3])), 100),
    push(good.slice(0, good.length - 2), 101),
    push(new Uint8Array([9, ...good.slice(1)]), 102),
    push(new Uint8Array(), 103),
    push(good, 104, stranger),
  ])
  expect(answers.map((answer) => answer.kind)).toEqual(Array(5).fill('refused'))
  expect(await everything(desk, story)).toBe(before)
})

function closeCode(server: string, send: (socket: WebSocket) => void): Promise<number> {
  const address = new URL('/v1/live', server)
  address.protocol = 'ws:'
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    socket.on('open', () => send(socket))
    socket.on('close', resolve)
    socket.on('error', reject)
  })
}

test('[BI3] a live socket that talks nonsense is closed with its reason', async ({ server }) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aStoryOnServer(desk)
  const before = await everything(desk, story)
  const hello = {
    t: 'hello',
    protocol: protocolVersion,
    token: desk.session.token,
    device: desk.device,
  }
  const say =
    (...frames: unknown[]) =>
    (socket: WebSocket) => {
      for (const frame of frames) socket.send(packr.pack(frame))
    }
  const cases: [string, (socket: WebSocket) => void, number][] = [
    ['text', (socket) => socket.send('good morning'), liveCloseCodes.malformed],
    ['noise', (socket) => socket.send(new Uint8Array([0xc1, 1, 2, 3])), liveCloseCodes.malformed],
    ['another frame first', say({ t: 'open', story: story.id, have: 0 }), liveCloseCodes.malformed],
    ['an old token', say({ ...hello, token: 'made-up' }), liveCloseCodes.notSignedIn],
    ['a protocol of the future', say({ ...hello, protocol: 999 }), liveCloseCodes.protocol],
    ['an unknown frame', say(hello, { t: 'take-over' }), liveCloseCodes.malformed],
    [
      'a story that is no id',
      say(hello, { t: 'open', story: '../etc', have: 0 }),
      liveCloseCodes.malformed,
    ],
  ]
  for (const [what, send, code] of cases) {
    expect.soft(await closeCode(server.url, send), what).toBe(code)
  }
  expect(await everything(desk, story)).toBe(before)
})

async function upload(
  server: string,
  desk: WireDesk,
  mediaType: string,
  bytes: Uint8Array,
): Promise<Response> {
  const asset = createHash('sha256').update(bytes).digest('hex')
  const address = new URL(`/v1/uploads/${asset}`, server)
  const start = await fetch(address, {
    method: 'PUT',
    headers: { ...desk.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ bytes: bytes.length, mediaType }),
  })
  if (!start.ok) return start
  return await fetch(address, {
    method: 'PATCH',
    headers: {
      ...desk.headers,
      'content-type': 'application/octet-stream',
      [uploadOffsetHeader]: '0',
    },
    body: new Uint8Array(bytes),
  })
}

test('[BI4] a picture that is not one is refused after its last byte', async ({ server }) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aStoryOnServer(desk)
  const before = await everything(desk, story)
  for (const { what, mediaType, bytes } of await badPictures()) {
    const answer = await upload(server.url, desk, mediaType, bytes)
    const body: unknown = await answer.json()
    expect.soft(answer.status, `${what}: ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(400)
    expect.soft(answer.status, what).toBeLessThan(500)
    expect
      .soft(wireErrorSchema.safeParse(body).success, `${what}: ${JSON.stringify(body)}`)
      .toBe(true)
  }
  expect(await everything(desk, story)).toBe(before)
  const good = await upload(server.url, desk, 'image/jpeg', new Uint8Array(await aPicture()))
  expect(await good.json()).toMatchObject({ complete: true })
})

test('[BI4] bytes that do not have the hash they claim are refused', async ({ server }) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const bytes = new Uint8Array(await aPicture(320, 200))
  const claimed = createHash('sha256').update('something else').digest('hex')
  const address = new URL(`/v1/uploads/${claimed}`, server.url)
  await fetch(address, {
    method: 'PUT',
    headers: { ...desk.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ bytes: bytes.length, mediaType: 'image/jpeg' }),
  })
  const answer = await fetch(address, {
    method: 'PATCH',
    headers: {
      ...desk.headers,
      'content-type': 'application/octet-stream',
      [uploadOffsetHeader]: '0',
    },
    body: bytes,
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})
