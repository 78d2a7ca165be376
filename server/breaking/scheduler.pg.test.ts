import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BreakingFact } from '../../shared/model/facts.ts'
import { type BreakingId, newBreakingId } from '../../shared/model/ids.ts'
import type { NewsroomChange } from '../changes/feed-watcher.ts'
import { databaseNow } from '../db/open-database.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let sibling: TestServer
let chief: TestClient
/** Every form of every breaking and story fact that the feed ever showed. */
const told: NewsroomChange[] = []
beforeAll(async () => {
  server = await aServer()
  // Four schedulers on one database.
  sibling = await server.sibling()
  await server.sibling()
  await server.sibling()
  chief = await server.client('chief')
  server.services.watcher.on((changes) => told.push(...changes))
})
afterAll(() => server.stop())

const now = () => databaseNow(server.services.database.db)
const lines = { en: { attribution: 'Port authority', text: 'The harbour is closed' } }
const draft = { lines, story: null, life: 60_000 }

async function stageOf(id: BreakingId): Promise<BreakingFact> {
  const row = await server.services.database.db
    .selectFrom('breaking')
    .select('fact')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.fact
}

describe('the scheduler', () => {
  it('[VSC1] [VSC2] takes every line live exactly once with four processes', async () => {
    const ids = Array.from({ length: 60 }, newBreakingId)
    for (const breaking of ids) {
      const goLiveAt = (await now()) + 3_600_000
      await chief.send({ do: 'breaking-schedule', breaking, ...draft, goLiveAt })
    }
    const goLiveAt = (await now()) + 200
    // An hour is over for all of them at one moment.
    await sql`update breaking set due_at = ${goLiveAt},
      fact = jsonb_set(fact, '{stage,goLiveAt}', to_jsonb(${goLiveAt}::bigint))`.execute(
      server.services.database.db,
    )

    await until('all lines live', async () => {
      const stages = await Promise.all(ids.map(stageOf))
      return stages.every(({ stage }) => stage.at === 'live')
    })
    for (const id of ids) {
      const fact = await stageOf(id)
      // Revision 1 when scheduled, 2 when live: a second firing would show as 3.
      expect(fact).toMatchObject({ revision: 2, stage: { at: 'live' } })
      expect(fact.stage.at === 'live' && fact.stage.since).toBeGreaterThanOrEqual(goLiveAt)
    }
    const live = await until('all in the feed', async () => {
      const { changes } = await chief.changes()
      const facts = changes.flatMap(({ fact }) => (fact.type === 'breaking' ? [fact] : []))
      return facts.filter(({ stage }) => stage.at === 'live').length >= ids.length && facts
    })
    expect(new Set(live.map(({ id }) => id)).size).toBe(live.length)
  })

  it('[VSC3] expires a line when its life ends', async () => {
    const breaking = newBreakingId()
    await chief.send({ do: 'breaking-send', breaking, ...draft })
    const { db } = server.services.database
    // A minute is the shortest life; bring its end near instead of waiting for it.
    const fact = await stageOf(breaking)
    if (fact.stage.at !== 'live') throw new Error(fact.stage.at)
    const until_ = (await now()) + 300
    const near = { ...fact, stage: { ...fact.stage, until: until_ } }
    await db
      .updateTable('breaking')
      .set({ fact: JSON.stringify(near), due_at: until_ })
      .where('id', '=', breaking)
      .execute()

    const expired = await until('the line to expire', async () => {
      const found = await stageOf(breaking)
      return found.stage.at === 'expired' && found
    })
    expect(expired.stage.at === 'expired' && expired.stage.when).toBeGreaterThanOrEqual(until_)
  })

  it('[BR1] does not take a recalled line live', async () => {
    const breaking = newBreakingId()
    const goLiveAt = (await now()) + 400
    await chief.send({ do: 'breaking-schedule', breaking, ...draft, goLiveAt })
    await chief.send({ do: 'breaking-recall', breaking })

    await until('its time to pass', async () => (await now()) > goLiveAt + 200)
    expect((await stageOf(breaking)).stage.at).toBe('recalled')
  })

  it('[VSC1] publishes a scheduled story once, as it was approved', async () => {
    const reporter = await server.client('reporter')
    const chiefThere = await sibling.client('chief')
    const story = await aStory(reporter, 'Dredger leaves port')
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    await chief.send({ do: 'approve', story: story.id, version })
    const publishAt = (await now()) + 700
    await chiefThere.send({ do: 'schedule', story: story.id, version, publishAt })

    const told_ = await until('the story to be live', () =>
      told.find(
        ({ fact }) =>
          fact.type === 'story' && fact.id === story.id && fact.publication.at === 'live',
      ),
    )
    expect(told_.fact).toMatchObject({ revision: 5, publication: { version } })
    const row = await server.services.database.db
      .selectFrom('published')
      .select(['version', 'since', 'live', 'path'])
      .where('story', '=', story.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ version, live: true })
    expect(row.path).toMatch(/^\/en\/economy\/\d{4}\/\d\d\/\d\d\/[0-9a-f]{10}$/)
  })

  it('[LC3] does not publish a scheduled story that was edited before its time', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter, 'Ferry strike')
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    await chief.send({ do: 'approve', story: story.id, version })
    const publishAt = (await now()) + 500
    await chief.send({ do: 'schedule', story: story.id, version, publishAt })
    await story.push(reporter, words(' called off'))

    await until('its time to pass', async () => (await now()) > publishAt + 300)
    const { db } = server.services.database
    const rows = await db
      .selectFrom('published')
      .selectAll()
      .where('story', '=', story.id)
      .execute()
    expect(rows).toEqual([])
  })
})
