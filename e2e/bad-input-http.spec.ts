/** What strangers and broken programs send over HTTP: a clear answer each time, and nothing else changes. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { Packr } from 'msgpackr'
import { newStoryId } from '../shared/model/ids.ts'
import { packedType } from '../shared/protocol/documents.ts'
import { wireErrorSchema } from '../shared/protocol/session.ts'
import { protocolHeader, protocolVersion } from '../shared/protocol/version.ts'
import { expect, test } from './support/newsroom.ts'
import { samplePassword, samplePeople } from './support/sample-people.ts'
import { aStoryOnServer, everything } from './support/unchanged.ts'
import { aWireDesk } from './support/wire-desk.ts'

const packr = new Packr({ useRecords: false })

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
    [
      'no token',
      '/v1/changes?after=0',
      { headers: { [protocolHeader]: String(protocolVersion) } },
      [401],
    ],
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

/** Announces a body and waits for the answer before sending any of it. */
function announce(
  address: URL,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(address, { method: 'POST', headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      answer.on('end', () => {
        asking.destroy()
        resolve({ status: answer.statusCode ?? 0, body })
      })
    })
    asking.on('error', reject)
    asking.flushHeaders()
  })
}

test('[BI1] a body beyond every limit is refused by its length, before it is sent', async ({
  server,
}) => {
  const desk = await aWireDesk(server.url, 'nadia')
  const headers = {
    ...desk.headers,
    'content-type': 'application/json',
    'content-length': String(2 ** 40),
  }
  const { status, body } = await announce(new URL('/v1/commands', server.url), headers)
  expect(status).toBe(413)
  expect(wireErrorSchema.safeParse(JSON.parse(body)).success, body).toBe(true)
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
