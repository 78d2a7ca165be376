import { describe, expect, it, vi } from 'vitest'
import { headlineOf } from '../../../../shared/document/story-doc.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { aDesk, until } from '../../testing/a-desk.ts'
import { aSignedInDesk } from '../../testing/a-signed-in-desk.ts'
import { aStoryFact, city, Writer } from '../../testing/a-story.ts'
import { aServer, type NewsroomServer } from '../../testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** Puts a story with a headline on the server, as another desk would have. */
function anotherStory(server: NewsroomServer, by: Person, headline: string) {
  const fact = aStoryFact({ writer: by.id, desk: city })
  server.newsroom.announce(fact)
  const writer = Writer.ofNewStory()
  writer.type(headline)
  server.newsroom.append(fact.id, writer.state(), { device: 'elsewhere', ref: 1, by })
  return { story: fact.id, writer }
}

describe('catching up', () => {
  it('tells its windows when it has heard of the newsroom and nothing is left to fetch', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    const { story } = anotherStory(server, salma, 'Here before')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    await until(async () => (await desk.row(story))?.headline === 'Here before', 'its text')
    await until(() => {
      const last = desk.window.heard('network:changed').at(-1)
      return JSON.stringify(last)?.includes('"down":{"stories":0,"told":true}')
    }, 'word of it, unasked')
  })

  it('lists a story whose text has not come as one that is awaited, not as an empty one', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    server.failing.add('/v1/documents/pull')
    const { story } = anotherStory(server, salma, 'On its way')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    await until(async () => (await desk.row(story))?.awaited, 'the story, without its text')
    server.failing.clear()
    await desk.offline()
    await desk.offline(false)
    await until(async () => (await desk.row(story))?.headline === 'On its way', 'its text')
    expect(await desk.row(story)).toMatchObject({ awaited: false })
    expect(await desk.row(await desk.create())).toMatchObject({ awaited: false })
  })

  it('[DLN19] [VBL2] waits as long as a server asks that has had too much, and loses nothing', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    const stories = []
    for (let n = 0; n < 8; n++) stories.push(await desk.create())
    await desk.level()
    await desk.offline()
    for (const story of stories) await desk.window.type(story, `Offline ${story}`)
    server.tooMuch = { times: 3, retryAfter: 1500 }
    const pushes = () => server.asked.filter((path) => path.endsWith('/documents/push')).length
    await desk.offline(false)
    // The server counts its refusal before the desk has heard it.
    const problem = async () => (await desk.window.call('network:state', {})).problem ?? ''
    await until(async () => /bit by bit/.test(await problem()), 'the refusal, in words')
    await desk.level()
    expect(pushes()).toBeGreaterThan(1)
    for (const story of stories) expect(server.newsroom.headline(story)).toBe(`Offline ${story}`)
    expect((await desk.window.call('network:state', {})).problem ?? '').not.toMatch(/bit by bit/)
  })

  it('pulls a whole newsroom in batches of five hundred, and makes it searchable', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    for (let i = 0; i < 1203; i += 1) anotherStory(server, salma, `Story number${i}`)
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    const find = async (text: string) =>
      (await desk.window.call('stories:search', { text, limit: 5 })).hits.length
    await until(
      async () => (await find('number1202')) === 1 && (await find('number0')) === 1,
      'search',
    )
    const page = { list: 'all', desk: null, offset: 1200, limit: 50 } as const
    expect(await desk.window.call('stories:list', page)).toMatchObject({ total: 1203 })
    expect(server.asked.filter((path) => path === 'POST /v1/documents/pull')).toHaveLength(3)
  })

  it('[DFR1] goes on from its cursor at the next start', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    const first = aDesk()
    await first.signIn(server.url, 'salma')
    anotherStory(server, salma, 'One')
    await until(
      async () =>
        (await first.window.call('stories:search', { text: 'One', limit: 5 })).hits.length,
      'one',
    )
    await first.close()
    anotherStory(server, salma, 'Two')
    const asked = server.asked.length
    const again = aDesk(first.folder, first.secret)
    await until(
      async () =>
        (await again.window.call('stories:search', { text: 'Two', limit: 5 })).hits.length,
      'two',
    )
    expect(server.asked.slice(asked)).toContain('GET /v1/changes')
    const { counts } = await again.window.call('stories:list', {
      list: 'all',
      desk: null,
      offset: 0,
      limit: 1,
    })
    expect(counts.all).toBe(2)
  })

  it('[DPS4] sends what was written off line although what others wrote meanwhile cannot be read', async () => {
    const { server, salma, desk, story } = await aSignedInDesk()
    await desk.offline()
    await desk.window.type(story, 'Written off line')
    anotherStory(server, salma, 'News')
    server.failing.add('/v1/documents/pull')
    await desk.offline(false)
    await until(() => server.newsroom.headline(story) === 'Written off line', 'it on the server')
  })

  it('[DIT2] notices that an update is missing and asks for it', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    const { story, writer } = anotherStory(server, salma, 'A')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    await until(async () => (await desk.row(story))?.headline === 'A', 'the story')
    await desk.window.open(story)
    const log = server.newsroom.logs.get(story) ?? []
    // Logged behind the back of the live line, then one that depends on it over the live line.
    const missing = { ...log[0], seq: 2, ref: 2, update: writer.type('B') }
    server.newsroom.logs.set(story, [...log, missing as (typeof log)[number]])
    const other = aDesk()
    await other.signIn(server.url, 'salma')
    await until(async () => (await other.row(story))?.headline === 'AB', 'both at the other desk')
    await other.window.open(story)
    await other.window.type(story, 'C')
    await until(() => desk.window.headline(story) === 'ABC', 'what was missing')
    await other.level()
  })

  it('[DIT3] takes its own text back from a pull without doubling it', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'Mine')
    await desk.level()
    await until(async () => (await desk.row(story))?.headline === 'Mine', 'the row')
    const pulls = () => server.asked.filter((path) => path.endsWith('/pull')).length
    const before = pulls()
    await desk.offline()
    await desk.offline(false)
    await desk.becomes('online')
    await desk.window.type(story, '!')
    await desk.level()
    expect(desk.window.headline(story)).toBe('Mine!')
    expect(pulls()).toBe(before)
  })

  it('[DFR2] reads anew and gives back what a restored server has lost', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'Kept here')
    await desk.level()
    await desk.offline()
    server.newsroom.restore([story])
    expect(server.newsroom.headline(story)).toBe('')
    await desk.offline(false)
    await until(
      () => server.newsroom.headline(story) === 'Kept here',
      'the text on the server again',
    )
    await desk.level()
    expect((await desk.row(story))?.safety).toEqual({ word: 'on-server' })
  })

  it('refuses bytes that are no update, and stays readable', async () => {
    const server = await aServer()
    const salma = server.newsroom.person('salma', 'reporter')
    const { story } = anotherStory(server, salma, 'Whole')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    await until(async () => (await desk.row(story))?.headline === 'Whole', 'the story')
    const doc = await desk.window.open(story)
    const garbage = new Uint8Array([2, 255, 255, 255, 255, 255])
    await expect(
      desk.window.call('story:append', { story, update: garbage }),
    ).rejects.toMatchObject({
      code: 'bad-input',
    })
    const again = await desk.window.open(story)
    expect(headlineOf(again).toString()).toBe(headlineOf(doc).toString())
  })
})
