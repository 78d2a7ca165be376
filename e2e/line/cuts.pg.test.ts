import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { type TestDesk, until } from '../../electron/engine/testing/a-desk.ts'
import type { TestServer } from '../../server/testing/a-server.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { seeded } from '../support/fault-proxy.ts'
import { aBadLine, headlineOnServer, writtenOffLine } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const names = (n: number) => Array.from({ length: n }, (_, i) => `No ${i}`)

/** Rows of the server's log, by story. */
async function logged(server: TestServer): Promise<Map<StoryId, number>> {
  const { rows } = await sql<{ story: StoryId; updates: number }>`
    select story, count(*)::int as updates from story_update group by story`.execute(
    server.services.database.db,
  )
  return new Map(rows.map(({ story, updates }) => [story, updates]))
}

const passed = (line: Awaited<ReturnType<typeof aBadLine>>, path: string) =>
  line.proxy.requests.filter((request) => request.path === path)

/** Text that takes bytes on the wire however well it is packed. */
function noise(length: number, seed: number): string {
  const roll = seeded(seed)
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(roll() * 26))).join('')
}

describe('a line that is cut in the middle', () => {
  it('[DPS3] [DLN14] does not push again what was answered, and nothing is logged twice', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    const stories = await writtenOffLine(salma, names(40))
    const before = await logged(line.server)
    const push = '/v1/documents/push'
    // Some answers come through, then the line is gone; then a request is cut on its way.
    line.proxy.set({
      cuts: [
        { path: push, direction: 'to-desk', after: 600 },
        { path: push, direction: 'to-server', after: 900 },
      ],
    })
    await salma.offline(false)
    await salma.level()
    const after = await logged(line.server)
    const client = await line.server.client('chief')
    for (const [i, story] of stories.entries()) {
      expect(await headlineOnServer(client, story)).toBe(`No ${i}`)
      expect((after.get(story) ?? 0) - (before.get(story) ?? 0), story).toBe(1)
    }
    expect(line.proxy.faults.cuts).toEqual([])
    expect(passed(line, push).length).toBeGreaterThanOrEqual(3)
  })

  it('[DPS5] keeps what came whole before a pull was cut, and asks for the rest only', async () => {
    const line = await aBadLine()
    const majid = await line.desk('chief')
    const headlines = Array.from({ length: 60 }, (_, i) => `${i} ${noise(3000, i + 1)}`)
    for (const headline of headlines) await majid.window.type(await majid.create(), headline)
    await majid.level()
    const client = await line.server.client('chief')
    await until(async () => {
      const { changes } = await client.changes()
      return changes.filter(({ fact }) => fact.type === 'document-head').length === 60
    }, 'every head in the feed')
    const pull = '/v1/documents/pull'
    line.proxy.set({ cuts: [{ path: pull, direction: 'to-desk', after: 50_000 }] })
    const before = passed(line, pull).length
    const salma = await line.desk('reporter')
    await until(async () => {
      const page = { list: 'all', desk: null, offset: 0, limit: 100 } as const
      const { rows } = await salma.window.call('stories:list', page)
      return rows.length === 60 && rows.every(({ headline }) => headline.length > 3000)
    }, 'every story')
    const [first, second] = passed(line, pull).slice(before)
    expect(line.proxy.faults.cuts).toEqual([])
    expect(second?.toServer).toBeLessThan((first?.toServer ?? 0) * 0.8)
  })

  it('[DPS3] stops when the sign-in ends in mid-push, and goes on exactly there after the next', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    const stories = await writtenOffLine(salma, names(30))
    const before = await logged(line.server)
    const { queue, database } = line.server.services
    const append = queue.append.bind(queue)
    let appended = 0
    queue.append = async (one) => {
      appended += 1
      if (appended > 10) await sql`delete from session`.execute(database.db)
      return await append(one)
    }
    await salma.offline(false)
    await salma.becomes('signed-out')
    const { waitingUpdates, problem } = await salma.window.call('network:state', {})
    expect(waitingUpdates).toBeGreaterThan(0)
    expect(problem).toContain('Sign in again')
    queue.append = append
    await salma.signIn(line.proxy.url, 'reporter')
    await salma.level()
    const client = await line.server.client('chief')
    const after = await logged(line.server)
    for (const [i, story] of stories.entries()) {
      expect(await headlineOnServer(client, story)).toBe(`No ${i}`)
      expect((after.get(story) ?? 0) - (before.get(story) ?? 0), story).toBe(1)
    }
  })

  it('[DPS4] reads what others wrote meanwhile before it sends what was written off line', async () => {
    const line = await aBadLine()
    const [salma, majid] = [await line.desk('reporter'), await line.desk('chief')]
    const story = await salma.create()
    await salma.window.type(story, 'Ferry')
    await salma.level()
    await until(async () => (await majid.row(story))?.headline === 'Ferry', 'the story')
    await salma.offline()
    await salma.window.type(story, ' fares')
    await majid.window.open(story)
    await majid.window.typeStandfirst(story, 'From January.')
    await majid.level()
    const client = await line.server.client('chief')
    const seq = (await logged(line.server)).get(story) ?? 0
    await until(async () => {
      const { changes } = await client.changes()
      return changes.some(
        ({ fact }) => fact.type === 'document-head' && fact.story === story && fact.seq === seq,
      )
    }, 'the news in the feed')
    // What Salma had on her screen when the server got her words.
    const read: string[] = []
    const { queue } = line.server.services
    const append = queue.append.bind(queue)
    queue.append = (one) => {
      if (one.story === story) read.push(salma.window.standfirst(story))
      return append(one)
    }
    await salma.offline(false)
    await salma.level()
    expect(read).toEqual(['From January.'])
    expect(await headlineOnServer(client, story)).toBe('Ferry fares')
  })
})

describe('a live line with bad frames', () => {
  const typeBoth = async (one: TestDesk, two: TestDesk, story: StoryId, rounds: number) => {
    for (let i = 0; i < rounds; i += 1) {
      await one.window.type(story, `a${i} `)
      await two.window.typeStandfirst(story, `b${i} `)
    }
  }
  const wordsOf = (letter: string, n: number) =>
    Array.from({ length: n }, (_, i) => `${letter}${i} `).join('')

  for (const [name, frames] of [
    ['repeated and reordered', { repeat: 0.4, swap: 0.4, spoil: 0 }],
    ['garbage', { repeat: 0.1, swap: 0.1, spoil: 0.08 }],
  ] as const) {
    it(`[DSS2] [DPS6] loses and doubles nothing when frames are ${name}`, async () => {
      const line = await aBadLine(42)
      const [salma, majid] = [await line.desk('reporter'), await line.desk('chief')]
      const story = await salma.create()
      await salma.level()
      await until(async () => await majid.row(story), 'the story')
      await until(() => majid.window.open(story).catch(() => null), 'its text')
      line.proxy.set({ frames })
      await typeBoth(salma, majid, story, 40)
      await Promise.all([salma.level(), majid.level()])
      line.proxy.heal()
      await until(() => majid.window.headline(story) === wordsOf('a', 40), 'the headline')
      await until(() => salma.window.standfirst(story) === wordsOf('b', 40), 'the standfirst')
      const client = await line.server.client('chief')
      expect(await headlineOnServer(client, story)).toBe(wordsOf('a', 40))
    })
  }

  it('[DPS5] takes a 10 MB update in, over a line that is cut once', async () => {
    const line = await aBadLine()
    const majid = await line.desk('chief')
    const story = await majid.create()
    await majid.level()
    const text = noise(9_900_000, 1)
    await majid.window.type(story, text)
    await majid.level()
    line.proxy.set({
      cuts: [{ path: '/v1/documents/pull', direction: 'to-desk', after: 2_000_000 }],
    })
    const salma = await line.desk('reporter')
    await until(() => salma.window.open(story).catch(() => null), 'the text')
    expect(salma.window.headline(story) === text).toBe(true)
    expect(line.proxy.faults.cuts).toEqual([])
  })
})

describe('two servers behind one address', () => {
  it('[DLN10] goes on at the other one when its own is upgraded, and loses nothing', async () => {
    const line = await aBadLine()
    const [one, two] = [await line.server.sibling(), await line.server.sibling()]
    line.proxy.toward([one.url, two.url])
    const desks = [await line.desk('reporter'), await line.desk('chief')]
    const stories = [await desks[0]?.create(), await desks[1]?.create()]
    for (const desk of desks) await desk.level()
    const type = async (text: string) => {
      for (const [i, desk] of desks.entries()) await desk.window.type(stories[i] as StoryId, text)
    }
    await type('Before ')
    line.proxy.toward([two.url])
    const leaving = one.stop()
    await type('meanwhile ')
    await leaving
    await type('after')
    for (const desk of desks) await desk.level()
    const client = await line.server.client('chief')
    for (const story of stories) {
      expect(await headlineOnServer(client, story as StoryId)).toBe('Before meanwhile after')
    }
  })
})
