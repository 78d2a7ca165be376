/** What strangers and broken programs send to a server: a clear answer each time, and nothing else changes. */
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { Packr } from 'msgpackr'
import WebSocket from 'ws'
import { packUpdate } from '../shared/document/encoding.ts'
import { newStoryId } from '../shared/model/ids.ts'
import { packedType } from '../shared/protocol/documents.ts'
import { liveCloseCodes } from '../shared/protocol/live.ts'
import { wireErrorSchema } from '../shared/protocol/session.ts'
import { uploadOffsetHeader } from '../shared/protocol/uploads.ts'
import { protocolHeader, protocolVersion } from '../shared/protocol/version.ts'
import { aPicture, badPictures } from './support/bad-pictures.ts'
import { expect, test } from './support/newsroom.ts'
import { samplePassword, samplePeople } from './support/sample-people.ts'
import { until } from './support/until.ts'
import {
  aWireDesk,
  aWireStory,
  changesSince,
  type WireDesk,
  type WireStory,
  write,
} from './support/wire-desk.ts'

const packr = new Packr({ useRecords: false })

/** Everything a bad request must leave as it was: all facts, and the bytes of a story. */
async function everything(desk: WireDesk, story: WireStory): Promise<string> {
  const facts = await changesSince(desk, 0)
  const log = (await desk.pull([story.id])).map((item) => Buffer.from(item.update).toString('hex'))
  return createHash('sha256')
    .update(JSON.stringify([facts, log]))
    .digest('hex')
}

async function aStoryOnServer(desk: WireDesk): Promise<WireStory> {
  const story = await aWireStory(desk)
  write(story, 'Ferries stay in port')
  const items = story.updates.map((update, n) => ({
    story: story.id,
    ref: n + 1,
    update: new Uint8Array(update),
  }))
  await desk.push(items)
  await until('the text’s length to be a fact', async () => (await headOf(desk, story)) === 2)
  return story
}

/** How long the feed says that a story's log is: told a moment after the push. */
async function headOf(desk: WireDesk, story: WireStory): Promise<number> {
  const heads = (await changesSince(desk, 0)).flatMap(({ fact }) =>
    fact.type === 'document-head' && fact.story === story.id ? [fact.seq] : [],
  )
  return Math.max(0, ...heads)
}

test('[BI1] malformed HTTP gets a clear error and changes nothing', async ({ server }) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aStoryOnServer(desk)
  const before = await everything(desk, story)
  const json = { ...desk.headers, 'content-type': 'application/json' }
  const device = desk.device
  const signIn = { email: samplePeople.nadia, password: samplePassword, device }
  const command = {
    id: newStoryId(),
    device,
    counter: 2,
    issuedAt: 1,
    command: { do: 'take-over-the-paper', story: story.id },
  }
  const packed = { ...desk.headers, 'content-type': packedType }
  const cases: [string, string, RequestInit, number[]][] = [
    ['no JSON', '/v1/sessions', { method: 'POST', headers: json, body: '{"email":' }, [400]],
    [
      'a wrong password',
      '/v1/sessions',
      { method: 'POST', headers: json, body: JSON.stringify({ ...signIn, password: 'guess' }) },
      [401],
    ],
    [
      'a number for an address',
      '/v1/sessions',
      { method: 'POST', headers: json, body: JSON.stringify({ ...signIn, email: 7 }) },
      [400],
    ],
    [
      'a protocol of the future',
      '/v1/changes?after=0',
      { headers: { ...desk.headers, [protocolHeader]: String(protocolVersion + 998) } },
      [426],
    ],
    ['no token', '/v1/changes?after=0', { headers: { [protocolHeader]: '1' } }, [401]],
    [
      'a forged token',
      '/v1/changes?after=0',
      { headers: { ...desk.headers, authorization: 'Bearer made-up' } },
      [401],
    ],
    ['a cursor that is no number', '/v1/changes?after=now', { headers: desk.headers }, [400]],
    [
      'an unknown command',
      '/v1/commands',
      { method: 'POST', headers: json, body: JSON.stringify(command) },
      [400],
    ],
    [
      'a body of the wrong type',
      '/v1/commands',
      {
        method: 'POST',
        headers: { ...desk.headers, 'content-type': 'text/plain' },
        body: 'submit it',
      },
      [400, 415],
    ],
    [
      'a push that is no MessagePack',
      '/v1/documents/push',
      { method: 'POST', headers: packed, body: '\xc1\xc1\xc1garbage' },
      [400],
    ],
    [
      'a push of something else',
      '/v1/documents/push',
      { method: 'POST', headers: packed, body: new Uint8Array(packr.pack({ hello: 'world' })) },
      [400],
    ],
    [
      'a pull of everything',
      '/v1/documents/pull',
      { method: 'POST', headers: packed, body: new Uint8Array(packr.pack({ stories: '*' })) },
      [400],
    ],
    [
      'a picture that is no id',
      '/v1/uploads/../../etc/passwd',
      { method: 'PUT', headers: json, body: '{}' },
      [400, 404],
    ],
    [
      'a path outside',
      '/v1/assets/..%2f..%2f..%2fetc%2fpasswd/original',
      { headers: desk.headers },
      [400, 404],
    ],
    ['no such address', '/v1/nothing-here', { headers: desk.headers }, [404]],
    [
      'a body beyond every limit',
      '/v1/commands',
      { method: 'POST', headers: json, body: `"${'x'.repeat(12_000_000)}"` },
      [413],
    ],
  ]
  for (const [what, path, init, statuses] of cases) {
    const answer = await fetch(new URL(path, server.url), init)
    const body: unknown = await answer.json().catch(() => undefined)
    expect
      .soft(statuses, `${what}: ${answer.status} ${JSON.stringify(body)}`)
      .toContain(answer.status)
    expect
      .soft(wireErrorSchema.safeParse(body).success, `${what}: ${JSON.stringify(body)}`)
      .toBe(true)
  }
  expect(await everything(desk, story)).toBe(before)
})

test('[BI1] bytes that are no HTTP at all end one connection, not the server', async ({
  server,
}) => {
  const { hostname, port } = new URL(server.url)
  for (const bytes of [
    'GET / HTTP/9.9\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01',
    `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
      let said = ''
      socket.on('data', (chunk) => {
        said += chunk.toString('latin1')
      })
      socket.on('close', () => resolve(said))
      // Thrown out without a word is fine, too.
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? resolve(said) : reject(error),
      )
    })
    expect(answer).toMatch(/^(HTTP\/1\.1 (400|414|431|505)|$)/)
  }
  expect((await fetch(new URL('/v1/health', server.url))).status).toBe(200)
})

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
