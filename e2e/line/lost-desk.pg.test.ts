import { describe, expect, it, vi } from 'vitest'
import { type TestDesk, until } from '../../electron/engine/testing/a-desk.ts'
import { EngineProcess } from '../../electron/engine/testing/engine-process.ts'
import { appendFacts } from '../../server/changes/change-feed.ts'
import { lockStories, saveStoryFact } from '../../server/documents/story-lock.ts'
import { staffOf } from '../../server/operations/staff.ts'
import { setMemberships } from '../../server/sessions/people.ts'
import { city, world } from '../../server/testing/a-newsroom.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { Publication } from '../../shared/model/facts.ts'
import { type StoryId, versionHashSchema } from '../../shared/model/ids.ts'
import { aBadLine, type BadLine, headlineOnServer } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const found = async (desk: TestDesk, text: string) =>
  (await desk.window.call('stories:search', { text, limit: 5 })).hits.length

const give = (line: BadLine, desks: readonly (typeof city)[]) =>
  setMemberships(
    line.server.services.database.db,
    line.server.newsroom.id,
    line.server.newsroom.people.reporter.id,
    desks.map((desk) => ({ desk, role: 'reporter' as const })),
  )

const writerOf = ({ server }: BadLine) => server.newsroom.people.reporter.id

/** The newsroom agrees that the story is published so. */
async function inFeed({ server }: BadLine, story: StoryId, publication: Publication) {
  const { db } = server.services.database
  await db.transaction().execute(async (trx) => {
    const fact = (await lockStories(trx, server.newsroom.id, [story])).get(story)?.fact
    if (!fact) throw new Error('no such story')
    const next = { ...fact, revision: fact.revision + 1, publication }
    await saveStoryFact(trx, server.newsroom.id, next)
    await appendFacts(trx, server.newsroom.id, [next], Date.now())
  })
}

/** Salma and Majid of the city desk, a story of each, both on both desks. */
async function cityDesk() {
  const line = await aBadLine()
  const [salma, majid] = [await line.desk('reporter'), await line.desk('chief')]
  const hers = await salma.create()
  await salma.window.type(hers, 'Hers alone')
  const his = await majid.create()
  await majid.window.type(his, 'Harbour closed')
  await Promise.all([salma.level(), majid.level()])
  await until(async () => await found(salma, 'Harbour'), 'his story at hers')
  return { line, salma, majid, hers, his }
}

describe('losing a desk', () => {
  it('[DQT2] takes its stories off the device, keeps one’s own, and brings them back with the desk', async () => {
    const { line, salma, hers, his } = await cityDesk()
    await give(line, [world])
    await until(async () => (await found(salma, 'Harbour')) === 0, 'the purge')
    expect(await salma.row(his)).toBeNull()
    expect((await salma.row(hers))?.headline).toBe('Hers alone')
    await expect(salma.window.open(his)).rejects.toMatchObject({ code: 'story-not-here' })
    expect(salma.window.headline(hers)).toBe('Hers alone')
    await give(line, [city])
    await until(async () => await found(salma, 'Harbour'), 'his story again')
  })

  it('[DFR3] takes off a story that was live for all and is taken down', async () => {
    const { line, salma, hers } = await cityDesk()
    const outsider = await line.desk('worldChief')
    const version = versionHashSchema.parse('a'.repeat(64))
    const by = writerOf(line)
    await inFeed(line, hers, { at: 'live', version, since: 1, updated: 1, by, corrections: [] })
    await until(async () => await found(outsider, 'Hers'), 'the live story')
    await inFeed(line, hers, { at: 'taken-down', by, when: 2, reason: 'A complaint', since: 1 })
    await until(async () => (await found(outsider, 'Hers')) === 0, 'the removal')
    expect(await outsider.row(hers)).toBeNull()
    expect(await found(salma, 'Hers')).toBe(1)
  })

  it('[VSF2] leaves a closed account its own text only, and brings all back with a new sign-in', async () => {
    const { line, salma, hers, his } = await cityDesk()
    await salma.window.open(his)
    const staff = await staffOf(line.server.services.database.db)
    const { email } = line.server.newsroom.people.reporter
    await staff.disable(email)
    const problem = async () => (await salma.window.call('network:state', {})).problem
    await until(async () => (await problem())?.includes('closed by an administrator'), 'the word')
    await salma.window.call('story:close', { story: his })
    expect(await salma.row(his)).toBeNull()
    expect((await salma.row(hers))?.headline).toBe('Hers alone')
    await staff.enable(email, 'city=reporter')
    await salma.signIn(line.proxy.url, 'reporter')
    await until(async () => await found(salma, 'Harbour'), 'his story again')
  })

  it('[DQT1] [DQT3] [VQT1] hands text written too late to author and chief, and never drops it', async () => {
    const { line, salma, majid, his } = await cityDesk()
    await salma.window.open(his)
    await salma.offline()
    await salma.window.type(his, ' until Monday')
    await give(line, [])
    await salma.window.call('story:close', { story: his })
    // A server that cannot keep it yet: it stays here.
    const cut = { path: '/v1/quarantine', direction: 'to-server', after: 50 } as const
    line.proxy.set({ cuts: [cut] })
    await salma.offline(false)
    await salma.level()
    expect(line.proxy.faults.cuts).toEqual([])
    await until(async () => (await found(salma, 'Harbour')) === 0, 'the purge')
    const counted = () =>
      JSON.stringify(salma.window.heard('network:changed').at(-1)).includes('"setAside":1')
    await until(counted, 'the window to be told of it')
    const seen = await salma.window.call('quarantine:list', {})
    expect(seen.texts).toMatchObject([
      { story: his, words: ' until Monday', why: 'not-allowed', state: 'waiting', mayTake: false },
    ])
    const { texts } = await majid.window.call('quarantine:list', {})
    expect(texts).toMatchObject([{ words: ' until Monday', mayTake: true }])
    expect((await majid.window.call('network:state', {})).setAside).toBe(1)
    const [text] = texts
    const after = await majid.window.call('quarantine:settle', { id: text?.id ?? '', how: 'take' })
    expect(after.texts).toMatchObject([{ state: 'taken' }])
    const client = await line.server.client('chief')
    expect(await headlineOnServer(client, his)).toBe('Harbour closed until Monday')
    await until(() => majid.window.headline(his) === 'Harbour closed until Monday', 'the words')
  })

  it('[DQT5] sets aside what a window still held at that moment, and lets it close', async () => {
    const { line, salma, majid, his } = await cityDesk()
    await salma.window.open(his)
    await give(line, [world])
    const belongs = async () => {
      const state = await salma.window.call('session:state', {})
      return state.at === 'signed-in' && state.person.memberships.some(({ desk }) => desk === city)
    }
    await until(async () => !(await belongs()), 'the loss to be known')
    // Typed before the screen was locked: it is not refused, and not written into the story.
    await salma.window.type(his, ' until Monday')
    const seen = async (desk: TestDesk) => (await desk.window.call('quarantine:list', {})).texts
    await until(async () => (await seen(majid)).length > 0, 'it at the chief’s')
    expect(await seen(majid)).toMatchObject([{ story: his, words: ' until Monday' }])
    await salma.window.call('story:close', { story: his })
    await until(async () => (await salma.row(his)) === null, 'the purge')
    expect(await headlineOnServer(await line.server.client('chief'), his)).toBe('Harbour closed')
    const late = salma.window.type(his, ' or Tuesday')
    await expect(late).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('[DHW1] sets aside what a window held when its engine was killed in that moment', async () => {
    const { line, majid, his } = await cityDesk()
    const before = new EngineProcess()
    await before.signIn(line.proxy.url, 'reporter')
    const isHere = (desk: EngineProcess) => async () =>
      (await desk.window.call('stories:search', { text: 'Harbour', limit: 5 })).hits.length > 0
    await until(isHere(before), 'his story at hers')
    const doc = await before.window.open(his)
    await give(line, [world])
    const belongs = async () => {
      const state = await before.window.call('session:state', {})
      return state.at === 'signed-in' && state.person.memberships.some(({ desk }) => desk === city)
    }
    await until(async () => !(await belongs()), 'the loss to be known')
    // In the window's memory, and nowhere else.
    headlineOf(doc).insert(headlineOf(doc).length, ' until Monday')
    await before.kill()

    const after = new EngineProcess({ folder: before.folder, secret: before.secret })
    const state = async () => (await after.window.call('network:state', {})).state
    await until(async () => (await state()) === 'online', 'the line')
    await after.window.open(his)
    await after.window.takeOver(before.window, his)
    const seen = async () => (await majid.window.call('quarantine:list', {})).texts
    await until(async () => (await seen()).length > 0, 'it at the chief’s')
    expect(await seen()).toMatchObject([
      { story: his, words: expect.stringContaining('until Monday'), state: 'waiting' },
    ])
    await after.window.call('story:close', { story: his })
    await until(async () => !(await isHere(after)()), 'the purge')
    await expect(after.window.open(his)).rejects.toMatchObject({ code: 'story-not-here' })
  })

  it('[VQT4] is told to a chief in a newsroom where nothing else happens, and settled to its author', async () => {
    const { line, salma, majid, his } = await cityDesk()
    await salma.window.open(his)
    await salma.offline()
    await salma.window.type(his, ' until Monday')
    await give(line, [])
    await salma.offline(false)
    const setAside = (desk: TestDesk, count: number) =>
      until(
        () =>
          JSON.stringify(desk.window.heard('network:changed').at(-1))?.includes(
            `"setAside":${count}`,
          ),
        `${count} set aside`,
      )
    await setAside(majid, 1)
    const { texts } = await majid.window.call('quarantine:list', {})
    await setAside(salma, 1)
    await majid.window.call('quarantine:settle', { id: texts[0]?.id ?? '', how: 'dismiss' })
    await setAside(salma, 0)
  })

  it('[DQT1] keeps a story here that no server will take, and its words in quarantine', async () => {
    const { line, salma, majid } = await cityDesk()
    await salma.offline()
    const story = await salma.create()
    await salma.window.type(story, 'Nobody knows this one')
    await give(line, [])
    await salma.offline(false)
    await salma.level()
    const { texts } = await salma.window.call('quarantine:list', {})
    expect(texts).toMatchObject([{ story, why: 'unknown-story' }])
    expect(texts[0]?.words).toContain('Nobody knows this one')
    expect(salma.window.headline(story)).toBe('Nobody knows this one')
    const chief = await majid.window.call('quarantine:list', {})
    expect(chief.texts).toMatchObject([{ story, desk: city, mayTake: false }])
  })
})
