import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import { aDesk, TestDesk, until } from './testing/a-desk.ts'
import { aFolder } from './testing/a-store.ts'
import { city, Writer } from './testing/a-story.ts'
import { aServer, password } from './testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function signedIn(name = 'salma') {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  server.newsroom.person('majid', 'desk-chief')
  server.newsroom.person('pia', 'photo-editor')
  const desk = aDesk()
  await desk.signIn(server.url, name)
  return { server, desk }
}

describe('calls of a window', () => {
  it('[DIE1] are refused when they do not fit, and the engine goes on', async () => {
    const { desk } = await signedIn()
    const story = await desk.create()
    const { window } = desk
    const bad: [string, unknown][] = [
      ['no:such-call', {}],
      ['constructor', {}],
      ['stories:list', { list: 'everything', desk: null, offset: 0, limit: 10 }],
      ['stories:list', { list: 'all', desk: null, offset: -1, limit: 10 }],
      ['stories:list', null],
      ['story:open', { story: '../../etc/passwd' }],
      ['story:append', { story, update: 'text' }],
      ['story:append', { story, update: new Uint8Array([9, 9, 9]) }],
      ['story:append', { story, update: new Uint8Array(11 * 1024 * 1024) }],
      ['command:send', { command: { do: 'publish-everything' } }],
      ['session:sign-in', { server: 'not an address', email: 'x', password: '' }],
    ]
    for (const [name, input] of bad) {
      await expect(window.raw(name, input), name).rejects.toMatchObject({ code: 'bad-input' })
    }
    for (const noise of [null, 42, 'hello', {}, { id: 'x', call: 1 }]) window.mumble(noise)
    await window.type(story, 'Still writing')
    expect((await desk.row(story))?.fact.work.at).toBe('draft')
  })

  it('about stories need a signed-in person', async () => {
    const desk = aDesk()
    const list = { list: 'all', desk: null, offset: 0, limit: 1 } as const
    await expect(desk.window.call('stories:list', list)).rejects.toMatchObject({
      code: 'signed-out',
    })
    expect(await desk.window.call('session:state', {})).toMatchObject({ at: 'signed-out' })
    expect((await desk.window.call('network:state', {})).state).toBe('signed-out')
  })

  it('write only stories of desks on which the person may write', async () => {
    const { desk } = await signedIn()
    const update = new Uint8Array(Writer.ofNewStory().state())
    await expect(
      desk.window.call('story:append', { story: newStoryId(), update }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    const elsewhere = { desk: 'world', language: 'en', kind: 'news', translationOf: null } as const
    await expect(desk.window.raw('story:create', elsewhere)).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

describe('two windows of one desk', () => {
  it('see each other’s edits at once, and only of stories they have open', async () => {
    const { desk } = await signedIn()
    await desk.offline()
    const story = await desk.create()
    const other = desk.anotherWindow()
    const third = desk.anotherWindow()
    await other.open(story)
    await desk.window.type(story, 'Shared')
    expect(other.headline(story)).toBe('Shared')
    expect(desk.window.heard('story:update')).toEqual([])
    expect(third.heard('story:update')).toEqual([])
    await other.call('story:close', { story })
    await desk.window.type(story, ' no more')
    expect(other.headline(story)).toBe('Shared')
  })
})

describe('signing in', () => {
  it('is refused with the server’s reason, and nothing changes', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    const desk = aDesk()
    const wrong = { server: server.url, email: 'salma@testpost.example', password: 'guess' }
    await expect(desk.window.call('session:sign-in', wrong)).rejects.toMatchObject({
      code: 'wrong-password',
    })
    const nowhere = { ...wrong, server: 'http://127.0.0.1:1' }
    await expect(desk.window.call('session:sign-in', nowhere)).rejects.toMatchObject({
      code: 'server-unreachable',
      retry: 'later',
    })
    expect((await desk.window.call('session:state', {})).at).toBe('signed-out')
  })

  it('[DSN1] leaves text and commands that wait, and sends them at the next sign-in', async () => {
    const { server, desk } = await signedIn()
    await desk.offline()
    const story = await desk.create()
    await desk.window.type(story, 'Written before leaving')
    await desk.window.call('session:sign-out', {})
    expect((await desk.window.call('session:state', {})).at).toBe('signed-out')
    expect(desk.secret).toBeNull()
    await desk.signIn(server.url, 'salma')
    await desk.level()
    expect(server.newsroom.headline(story)).toBe('Written before leaving')
  })

  it('[DSN2] gives another person another store', async () => {
    const { server, desk } = await signedIn()
    await desk.offline()
    const story = await desk.create()
    await desk.window.call('session:sign-out', {})
    await desk.signIn(server.url, 'majid')
    expect(await desk.row(story)).toBeNull()
    expect((await desk.window.call('outbox:list', {})).rows).toEqual([])
    await desk.window.call('session:sign-out', {})
    await desk.signIn(server.url, 'salma')
    expect((await desk.row(story))?.id).toBe(story)
  })

  it('lasts over a restart without a server, and its token is nowhere in the files', async () => {
    const { server, desk } = await signedIn()
    const story = await desk.create()
    await desk.level()
    const { secret, folder } = desk
    await desk.close()
    await server.stop()
    const again = aDesk(folder, secret)
    expect(await again.window.call('session:state', {})).toMatchObject({
      at: 'signed-in',
      person: { name: 'salma' },
    })
    await again.window.open(story)
    await again.window.type(story, 'Offline')
    const token = String(JSON.parse(secret ?? '{}').token)
    expect(token.length).toBeGreaterThan(10)
    expect(readFileSync(join(folder, 'desk.json'), 'utf8')).not.toContain(token)
    await server.start()
  })

  it('[DDF1] is remembered, whatever became of a file that was being written', async () => {
    const { server, desk } = await signedIn()
    const { folder, secret } = desk
    await desk.close()
    await server.stop()
    writeFileSync(join(folder, 'desk.json.new'), '{"current": {"serv')
    const again = aDesk(folder, secret)
    expect((await again.window.call('session:state', {})).at).toBe('signed-in')
    await server.start()
  })

  it('happens by itself in the sample newsroom only, and waits for its server', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    await server.stop()
    const { createEngine } = await import('./engine.ts')
    const secrets: (string | null)[] = []
    const engine = createEngine({
      folder: aFolder(),
      suggestedServer: server.url,
      signIn: { email: 'salma@testpost.example', password },
      secret: null,
      keepsSecrets: false,
      language: 'en',
      clock: Date.now,
      onSecret: (secret) => secrets.push(secret),
      onShelf: () => {},
      onDamaged: () => {},
    })
    await server.start()
    await until(() => secrets.length > 0, 'the sign-in')
    expect(secrets[0]).toContain('token')
    await engine.close()
  })
})

describe('previews', () => {
  it('refuse at once what the server would refuse, and queue nothing', async () => {
    const { desk } = await signedIn()
    await desk.offline()
    const story = await desk.create()
    const { version } = await desk.window.call('story:version', { story })
    const send = (command: object) => desk.window.raw('command:send', { command })
    expect(await send({ do: 'submit', story, version })).toEqual({
      kind: 'refused',
      because: 'headline-missing',
    })
    expect(await send({ do: 'approve', story, version })).toMatchObject({ because: 'not-allowed' })
    const { rows } = await desk.window.call('outbox:list', {})
    expect(rows.map(({ command }) => command.do)).toEqual(['create-story'])
  })

  it('[DPV1] show pending commands in their order, and take a withdrawn one back', async () => {
    const { desk } = await signedIn()
    await desk.offline()
    const story = await desk.create()
    await desk.window.type(story, 'Fares')
    const { version } = await desk.window.call('story:version', { story })
    const sent = await desk.window.call('command:send', {
      command: { do: 'submit', story, version },
    })
    const row = await desk.row(story)
    expect(row?.fact.work.at).toBe('submitted')
    expect(row?.pending).toBe(2)
    const list = { list: 'review', desk: city, offset: 0, limit: 10 } as const
    expect((await desk.window.call('stories:list', list)).total).toBe(1)
    if (sent.kind !== 'queued') throw new Error('refused')
    expect(await desk.window.call('outbox:withdraw', { id: sent.id })).toEqual({ withdrawn: true })
    expect((await desk.row(story))?.fact.work.at).toBe('draft')
    expect((await desk.window.call('stories:list', list)).total).toBe(0)
  })

  it('list terms and breaking lines that still wait', async () => {
    const { desk } = await signedIn('majid')
    await desk.offline()
    const labels = { en: 'Ports', ar: 'موانئ', es: 'Puertos' }
    const command = { do: 'add-term', scheme: 'topic', key: 'ports', labels } as const
    await desk.window.call('command:send', { command })
    const { terms } = await desk.window.call('terms:list', {})
    expect(terms).toMatchObject([{ key: 'ports', labels }])
    expect(await desk.window.call('command:send', { command })).toMatchObject({ kind: 'queued' })
  })
})

describe('an engine that starts again', () => {
  it('[DPRJ1] computes rows and search for text it had no time to compute', async () => {
    const folder = aFolder()
    const { server, desk } = await signedIn()
    await desk.close()
    const first = new TestDesk(folder)
    await first.signIn(server.url, 'salma')
    await first.offline()
    const story = await first.create()
    await first.window.type(story, 'Unprojected')
    const { secret } = first
    await first.close()
    const again = aDesk(folder, secret)
    await until(async () => (await again.row(story))?.headline === 'Unprojected', 'the row')
    const { hits } = await again.window.call('stories:search', { text: 'unproj', limit: 5 })
    expect(hits).toMatchObject([{ story }])
  })
})
