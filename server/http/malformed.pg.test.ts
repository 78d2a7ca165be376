import { gzipSync } from 'node:zlib'
import { Packr } from 'msgpackr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import { packedType } from '../../shared/protocol/documents.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import { protocolHeader } from '../../shared/protocol/version.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'

const packr = new Packr({ useRecords: false })
let server: TestServer
let reporter: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
})
afterAll(() => server.stop())

/** Everything that a request could have changed. */
async function everything() {
  const { db } = server.services.database
  const count = async (table: 'command' | 'story' | 'story_update' | 'feed' | 'upload') => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return row.n
  }
  return await Promise.all(
    (['command', 'story', 'story_update', 'upload'] as const).map((table) => count(table)),
  )
}

const json = { 'content-type': 'application/json' }
const packed = { 'content-type': packedType }

describe('a malformed request', () => {
  it('[VHT1] [VHT2] is answered with 4xx in one form and changes nothing', async () => {
    const story = newStoryId()
    const sent = reporter.wrap({ do: 'withdraw', story })
    const spike = JSON.stringify(reporter.wrap({ do: 'spike', story, reason: 'REASON' }))
    const post = (path: string, headers: Record<string, string>, body: BodyInit) =>
      reporter.fetch(path, { method: 'POST', headers, body })
    const before = await everything()
    const answers = await Promise.all([
      post('/v1/commands', json, '{"id":'),
      post('/v1/commands', json, ''),
      post('/v1/commands', json, '[]'),
      post('/v1/commands', json, 'null'),
      post('/v1/commands', json, JSON.stringify({ ...sent, id: 'x' })),
      post('/v1/commands', json, JSON.stringify({ ...sent, counter: 0 })),
      post('/v1/commands', json, JSON.stringify({ ...sent, counter: 1e300 })),
      post('/v1/commands', json, JSON.stringify({ ...sent, command: { do: 'obey' } })),
      post('/v1/commands', json, JSON.stringify({ ...sent, id: 'x\\u0000' })),
      post('/v1/commands', json, spike.replace('REASON', '\\u0000')),
      post('/v1/commands', json, spike.replace('REASON', '\\ud800')),
      post('/v1/commands', json, new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
      post('/v1/commands', json, JSON.stringify({ ...sent, pad: 'x'.repeat(70_000) })),
      post('/v1/commands', { 'content-type': 'text/plain' }, JSON.stringify(sent)),
      post('/v1/commands', packed, new Uint8Array(packr.pack(sent))),
      post('/v1/documents/push', json, '{}'),
      post('/v1/documents/pull', packed, new Uint8Array()),
      post('/v1/documents/pull', packed, new Uint8Array(packr.pack({ stories: 'all' }))),
      post('/v1/documents/push', { ...packed, 'content-encoding': 'gzip' }, 'not gzip'),
      post('/v1/documents/push', { ...packed, 'content-encoding': 'rot13' }, 'abc'),
      reporter.fetch('/v1/changes?after=-1'),
      reporter.fetch('/v1/changes?limit=1000000'),
      reporter.fetch('/v1/changes?epoch=yesterday'),
      reporter.fetch('/v1/nothing-here'),
      reporter.fetch('/v1/%ff%fe'),
      fetch(`${server.url}/v1/sessions`, { method: 'POST', headers: json, body: '{"email":5}' }),
    ])
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(wireErrorSchema.parse(await answer.json()).message).not.toBe('')
    }
    expect(await everything()).toEqual(before)
  })

  it('[VPB1] is refused whole when one item of a push is malformed', async () => {
    const story = await aStory(reporter)
    const good = { story: story.id, ref: nextRef(), update: story.edit(words(' good')) }
    const before = await everything()
    const bodies = [
      Buffer.concat([packr.pack(good), Buffer.from([0xc1])]),
      Buffer.concat([packr.pack(good), packr.pack(good).subarray(0, 9)]),
      Buffer.concat([packr.pack(good), packr.pack({ ...good, ref: 'one' })]),
      Buffer.concat([packr.pack(good), packr.pack({ ...good, update: 'words' })]),
      Buffer.concat([packr.pack(good), packr.pack(7)]),
    ]
    for (const body of bodies) {
      const answer = await reporter.fetch('/v1/documents/push', {
        method: 'POST',
        headers: packed,
        body: new Uint8Array(body),
      })
      expect([answer.status, (await answer.json()).code]).toEqual([400, 'bad-input'])
    }
    expect(await everything()).toEqual(before)
  })

  it('[VHT1] is refused before its body is read when nobody is signed in', async () => {
    const paths = [
      ['POST', '/v1/commands'],
      ['POST', '/v1/documents/push'],
      ['POST', '/v1/documents/pull'],
      ['GET', '/v1/changes'],
      ['GET', '/v1/sessions/current'],
      ['DELETE', '/v1/sessions/current'],
      ['PUT', `/v1/uploads/${'a'.repeat(64)}`],
      ['PATCH', `/v1/uploads/${'a'.repeat(64)}`],
      ['GET', `/v1/assets/${'a'.repeat(64)}/original`],
    ] as const
    for (const [method, path] of paths) {
      for (const authorization of ['', 'Bearer', 'Bearer nonsense', 'Basic abc']) {
        const answer = await fetch(`${server.url}${path}`, { method, headers: { authorization } })
        expect([path, answer.status]).toEqual([path, 401])
      }
    }
  })

  it('is refused when the desk speaks another protocol', async () => {
    const answer = await reporter.fetch('/v1/changes', { headers: { [protocolHeader]: '99' } })
    expect([answer.status, (await answer.json()).code]).toEqual([426, 'wrong-protocol'])
  })
})

describe('a well-formed request', () => {
  it('may be compressed, and is answered compressed', async () => {
    const story = await aStory(reporter)
    const update = story.edit(words(' zipped'))
    const body = gzipSync(packr.pack({ story: story.id, ref: nextRef(), update }))
    const answer = await reporter.fetch('/v1/documents/push', {
      method: 'POST',
      headers: { ...packed, 'content-encoding': 'gzip', 'accept-encoding': 'gzip' },
      body: new Uint8Array(body),
    })

    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(packr.unpack(Buffer.from(await answer.arrayBuffer()))).toMatchObject({ kind: 'logged' })
  })

  it('finds its description, its health and its numbers', async () => {
    const openapi = await (await fetch(`${server.url}/v1/openapi.json`)).json()
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/v1/commands', '/v1/documents/push', '/v1/uploads/{asset}']),
    )
    const { schema } = openapi.paths['/v1/commands'].post.requestBody.content['application/json']
    expect(schema.properties).toMatchObject({ id: { type: 'string' }, counter: { minimum: 1 } })
    expect(await (await fetch(`${server.url}/v1/ready`)).json()).toMatchObject({ status: 'ok' })
    const numbers = await (await fetch(`${server.url}/v1/metrics`)).text()
    expect(numbers).toContain('copydesk_updates_logged_total')
    expect(numbers).toContain('route="/v1/commands"')
  })
})
