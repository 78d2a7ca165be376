import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryFact } from '../../shared/model/facts.ts'
import { databaseNow, type Trx } from '../db/open-database.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory } from '../testing/a-story.ts'
import { holdBackOverdue } from './hold-back.ts'

let server: TestServer
let reporter: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  chief = await server.client('chief')
})
afterAll(() => server.stop())

async function scheduled(headline: string, publishAt: number) {
  const { id: story, version } = await aStory(reporter, headline)
  await reporter.send({ do: 'submit', story, version: version() })
  await chief.send({ do: 'approve', story, version: version() })
  const verdict = await chief.send({ do: 'schedule', story, version: version(), publishAt })
  expect(verdict).toMatchObject({ kind: 'accepted' })
  return { story, version: version() }
}

class Undone extends Error {}

/** What would be in a restored database: nobody else sees it, and it is undone. */
async function asRestored(work: (trx: Trx) => Promise<void>): Promise<void> {
  const { db } = server.services.database
  const undone = db.transaction().execute(async (trx) => {
    await work(trx)
    throw new Undone()
  })
  await expect(undone).rejects.toBeInstanceOf(Undone)
}

const factsOf = (trx: Trx, story: string) =>
  sql<{ fact: StoryFact; due_at: number | null; told: StoryFact }>`
    select s.fact, s.due_at, f.fact as told
    from story s join feed f on f.newsroom = s.newsroom and f.fact_key = 'story:' || s.id
    where s.id = ${story}`.execute(trx)

describe('after a restore', () => {
  it('[VBR8] a story that was due meanwhile waits, approved, for a person; the future stays', async () => {
    const now = await databaseNow(server.services.database.db)
    const soon = await scheduled('Dredger leaves port', now + 3_600_000)
    const later = await scheduled('Ferry fares rise', now + 7_200_000)
    await asRestored(async (trx) => {
      await sql`update story set due_at = ${now - 1000},
        fact = jsonb_set(fact, '{work,publishAt}', to_jsonb(${now - 1000}::bigint))
        where id = ${soon.story}`.execute(trx)
      expect(await holdBackOverdue(trx)).toEqual([
        { what: 'story', id: soon.story, due: now - 1000 },
      ])
      const [held] = (await factsOf(trx, soon.story)).rows
      expect(held).toMatchObject({
        due_at: null,
        fact: {
          revision: 5,
          publication: { at: 'unpublished' },
          work: {
            at: 'approved',
            version: soon.version,
            by: server.newsroom.people.chief.id,
            submittedBy: server.newsroom.people.reporter.id,
          },
        },
      })
      expect(held?.told).toEqual(held?.fact)
      expect((await factsOf(trx, later.story)).rows).toMatchObject([
        { due_at: now + 7_200_000, fact: { work: { at: 'scheduled' } } },
      ])
    })
  })
})
