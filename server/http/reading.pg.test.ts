import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/model/facts.ts'
import { type DeskId, parseDeskId, type StoryId } from '../../shared/model/ids.ts'
import type { Membership } from '../../shared/model/people.ts'
import type { ChangesPage } from '../../shared/protocol/changes.ts'
import type { PullAnswer } from '../../shared/protocol/documents.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { setMemberships, setReading } from '../sessions/people.ts'
import type { TestClient } from '../testing/a-client.ts'
import { city, type Who, world } from '../testing/a-newsroom.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let reporter: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
})
afterAll(() => server.stop())

const db = () => server.services.database.db
const give = (who: Who, desks: readonly DeskId[], role: Membership['role'] = 'reporter') =>
  setMemberships(
    db(),
    server.newsroom.id,
    server.newsroom.people[who].id,
    desks.map((desk) => ({ desk, role })),
  )

const pull = async (by: TestClient, story: StoryId): Promise<PullAnswer | undefined> =>
  (await by.pull([{ story, have: 0 }]))[0]

/** Every fact about a story that this person is sent, from the beginning. */
async function toldOf(by: TestClient, story: StoryId): Promise<string[]> {
  const { changes } = await by.changes(0, 5000)
  return changes.flatMap(({ fact }) =>
    ('id' in fact && fact.id === story) || ('story' in fact && fact.story === story)
      ? [fact.type]
      : [],
  )
}

const headIsOut = (story: StoryId) =>
  until('the head', async () => (await toldOf(reporter, story)).includes('document-head'))

describe('a person who does not belong to the desk', () => {
  it('[VDR1] pulls none of its text, and what they may read comes beside it', async () => {
    const [theirs, open] = [await aStory(reporter), await aStory(reporter, 'Live already')]
    await sql`update story set fact = jsonb_set(fact, '{publication}', '{"at":"live"}')
      where id = ${open.id}`.execute(db())
    const outsider = await server.client('worldChief')
    const answers = (await outsider.pull(
      [theirs, open].map(({ id }) => ({ story: id, have: 0 })),
    )) as PullAnswer[]
    expect(answers).toHaveLength(2)
    expect(answers).toContainEqual({
      story: theirs.id,
      refused: { code: 'not-allowed', message: expect.stringContaining('desk of this story') },
    })
    expect(answers.find(({ story }) => story === open.id)).toHaveProperty('update')
    expect(await pull(await server.client('photoEditor'), theirs.id)).toHaveProperty('update')
    expect(await pull(await server.client('nobody'), theirs.id)).toHaveProperty('refused')
  })

  it('[VRG1] cannot follow it live, and is told why', async () => {
    const story = await aStory(reporter)
    const outsider = await (await server.client('worldChief')).live()
    outsider.send({ t: 'open', story: story.id, have: 0 })
    const refusal = await outsider.hears('refused')
    expect(refusal).toMatchObject({ story: story.id, ref: 0, code: 'not-allowed' })
    expect(refusal.message).toMatch(/desk of this story/)

    const colleague = await (await server.client('chief')).live()
    colleague.send({ t: 'open', story: story.id, have: 0 })
    await colleague.hears('updates')
    await story.push(reporter, words(' again'))
    await colleague.hears('updates', ({ from }) => from > 0)
    expect(outsider.frames.filter(({ t }) => t === 'updates' || t === 'presence')).toEqual([])
    for (const line of [outsider, colleague]) line.socket.close()
  })

  it('[VCF3] learns nothing of it through the feed, whose positions go on', async () => {
    const story = await aStory(reporter)
    await headIsOut(story.id)
    const gap: Fact = {
      type: 'text-gap',
      story: story.id,
      have: 'AA==',
      missing: [1],
      rows: 0,
      asked: 1,
    }
    await db()
      .transaction()
      .execute((trx) => appendFacts(trx, server.newsroom.id, [gap], 1))
    const [outsider, insider] = [
      await server.client('worldChief'),
      await server.client('secondReporter'),
    ]
    expect(await toldOf(outsider, story.id)).toEqual([])
    expect(JSON.stringify(await outsider.changes(0, 5000))).not.toContain(story.id)
    const told = (await toldOf(insider, story.id)).sort()
    expect(told).toEqual(['document-head', 'story', 'text-gap'])

    // Page by page, both get to the same end, and nobody stands still at an empty page.
    const ends = await Promise.all(
      [outsider, insider].map(async (reader) => {
        let page = await reader.changes(0, 2)
        while (page.more) {
          const next = await reader.changes(page.next, 2)
          expect(next.next).toBeGreaterThan(page.next)
          page = next
        }
        return page.next
      }),
    )
    expect(ends[0]).toBe(ends[1])
  })

  it('reads everything where the newsroom says so, unless they belong to no desk', async () => {
    const story = await aStory(reporter)
    const [outsider, nobody] = [await server.client('worldChief'), await server.client('nobody')]
    await setReading(db(), server.newsroom.id, 'open')
    expect(await pull(outsider, story.id)).toHaveProperty('update')
    expect(await pull(nobody, story.id)).toHaveProperty('refused')
    const line = await outsider.live()
    line.send({ t: 'open', story: story.id, have: 0 })
    await line.hears('updates')
    await setReading(db(), server.newsroom.id, 'by-desk')
    await line.hears('refused')
    expect(await pull(outsider, story.id)).toHaveProperty('refused')
    line.socket.close()
  })

  it('[VCF3] [VCF4] gets all of a story that goes live, and is told to drop it when it is taken down', async () => {
    const story = await aStory(reporter)
    const outsider = await server.client('worldChief')
    const asIs = async (at: object) => {
      const { appendFacts } = await import('../changes/change-feed.ts')
      const { rows } = await sql<{ fact: never }>`
        update story set fact = jsonb_set(fact, '{publication}', ${JSON.stringify(at)}::jsonb)
        where id = ${story.id} returning fact`.execute(db())
      await db()
        .transaction()
        .execute((trx) => appendFacts(trx, server.newsroom.id, [rows[0]!.fact], Date.now()))
    }
    await headIsOut(story.id)
    const { next } = await outsider.changes(0, 5000)
    const by = server.newsroom.people.chief.id
    const [when, since] = [Date.now(), Date.now()]
    const version = 'a'.repeat(64)
    await asIs({ at: 'live', version, since, updated: when, by, corrections: [] })
    // Also to whoever goes on from a place behind its head.
    const told = (await outsider.changes(next)).changes.map(({ fact }) => fact.type)
    expect(told.sort()).toEqual(['document-head', 'story'])
    const line = await outsider.live()
    line.send({ t: 'open', story: story.id, have: 0 })
    await line.hears('updates')

    await asIs({ at: 'taken-down', by, when, reason: 'A complaint', since })
    await line.hears('refused')
    const page = await outsider.changes(0, 5000)
    expect(page.removed).toContain(story.id)
    expect(JSON.stringify(page)).not.toContain('A complaint')
    expect((await reporter.changes(0, 5000)).removed).toEqual([])
    line.socket.close()
  })
})

describe('a desk that is lost or gained', () => {
  it('[VRG2] [VRR1] ends on the open live line at once, on every server', async () => {
    const sibling = await server.sibling()
    const story = await aStory(reporter)
    const loser = await server.client('secondChief')
    const lines = await Promise.all([loser.live(), (await sibling.client('secondChief')).live()])
    for (const line of lines) {
      line.send({ t: 'open', story: story.id, have: 0 })
      await line.hears('updates')
    }
    await give('secondChief', [world])
    expect(await pull(loser, story.id)).toHaveProperty('refused')
    for (const line of lines) await line.hears('refused', ({ ref }) => ref === 0)
    const heard = lines.map(({ frames }) => frames.filter(({ t }) => t === 'updates').length)
    const witness = await (await server.client('chief')).live()
    witness.send({ t: 'open', story: story.id, have: 0 })
    await witness.hears('updates')
    await story.push(reporter, words(' in secret'))
    await witness.hears('updates', ({ from }) => from > 0)
    expect(lines.map(({ frames }) => frames.filter(({ t }) => t === 'updates').length)).toEqual(
      heard,
    )
    // Text of theirs that comes too late is refused, for the quarantine.
    const [late] = await loser.push([
      { story: story.id, ref: nextRef(), update: story.edit(words(' late')) },
    ])
    expect(late).toMatchObject({ kind: 'refused', code: 'not-allowed' })
    for (const line of [...lines, witness]) line.socket.close()
    await give('secondChief', [city], 'desk-chief')
  })

  it('[VCF4] brings all facts and text of the desk to whoever joins it', async () => {
    const story = await aStory(reporter, 'Long before you came')
    await headIsOut(story.id)
    const newcomer = await server.client('worldChief')
    const before = await newcomer.changes(0, 5000)
    expect(before.reach).toBe('world')
    const goOn = async ({ epoch, next, reach }: ChangesPage) => {
      const query = `epoch=${epoch}&after=${next}&reach=${reach}&limit=5000`
      return (await (await newcomer.fetch(`/v1/changes?${query}`)).json()) as ChangesPage
    }
    expect((await goOn(before)).changes).toEqual([])

    await give('worldChief', [world, city], 'desk-chief')
    const after = await goOn(before)
    expect(after.reach).toBe('city,world')
    const about = after.changes.map(({ fact }) => JSON.stringify(fact))
    expect(about.filter((fact) => fact.includes(story.id))).toHaveLength(2)
    expect(await pull(newcomer, story.id)).toHaveProperty('update')
    expect((await goOn(after)).changes).toEqual([])

    await give('worldChief', [world], 'desk-chief')
    expect((await goOn(after)).reach).toBe('world')
  })

  it('[VRM1] goes on for somebody at a thousand desks, and brings them one desk more', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => parseDeskId(`harbour-desk-${n}`))
    const labels = JSON.stringify({ en: 'Harbour', ar: 'الميناء', es: 'Puerto' })
    await db()
      .insertInto('desk')
      .values(many.map((id) => ({ newsroom: server.newsroom.id, id, labels })))
      .execute()
    const story = await aStory(reporter, 'Long before them')
    await headIsOut(story.id)
    const somebody = await server.client('worldChief')
    await give('worldChief', many)
    const goOn = async ({ epoch, next, reach = '' }: ChangesPage) => {
      const query = new URLSearchParams({ epoch, after: `${next}`, reach, limit: '5000' })
      const answer = await somebody.fetch(`/v1/changes?${query}`)
      expect(answer.status).toBe(200)
      return (await answer.json()) as ChangesPage
    }
    const before = await goOn(await somebody.changes(0, 5000))
    expect(before.changes).toEqual([])
    await give('worldChief', [...many, city])
    const after = await goOn(before)
    expect(JSON.stringify(after.changes)).toContain(story.id)
    expect((await goOn(after)).changes).toEqual([])
    await give('worldChief', [world], 'desk-chief')
  })
})
