import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metaOf } from '../../shared/document/story-doc.ts'
import { hashContent } from '../documents/current-version.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, type TestStory, words } from '../testing/a-story.ts'
import { countPageViews } from './page-views.ts'
import { paperIdOf } from './paper.ts'
import { publishedReader } from './published.ts'

let server: TestServer
let reporter: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  chief = await server.client('chief')
})
afterAll(() => server.stop())

const reader = () => {
  const { db } = server.services.database
  return publishedReader(db, paperIdOf(db))
}

async function approve(story: TestStory): Promise<void> {
  const version = story.version()
  await reporter.send({ do: 'submit', story: story.id, version })
  await chief.send({ do: 'approve', story: story.id, version })
}

async function publish(story: TestStory, correction?: string) {
  await approve(story)
  const verdict = await chief.send({
    do: 'publish',
    story: story.id,
    version: story.version(),
    ...(correction && { correction }),
  })
  expect(verdict.kind).toBe('accepted')
  const row = await server.services.database.db
    .selectFrom('published')
    .selectAll()
    .where('story', '=', story.id)
    .executeTakeFirstOrThrow()
  return row
}

describe('publishing', () => {
  it('[VPU1] [VCD2] shows readers the content that was approved', async () => {
    const story = await aStory(reporter, 'Port reopens')
    await story.push(reporter, (doc) => metaOf(doc).set('slug', 'port reopens!'))
    const { path } = await publish(story)

    const found = await reader().publishedByPath(path)
    expect(path).toMatch(/^\/en\/economy\/\d{4}\/\d\d\/\d\d\/port-reopens-[0-9a-f]{10}$/)
    expect(found).toMatchObject({ kind: 'live', story: { headline: 'Port reopens' } })
    if (found.kind === 'live') expect(hashContent(found.story.content)).toBe(story.version())
  })

  it('publishes a story that holds what PostgreSQL cannot keep, without it', async () => {
    const story = await aStory(reporter, 'Ferry and\0 quay')
    const { path } = await publish(story)

    expect(await reader().publishedByPath(path)).toMatchObject({
      story: { headline: 'Ferry and quay', version: story.version() },
    })
  })

  it('[VPU2] keeps address and first date through a correction', async () => {
    const story = await aStory(reporter, 'Forty crates')
    const first = await publish(story)
    await story.push(reporter, (doc) => metaOf(doc).set('section', 'politics'))
    const corrected = await publish(story, 'An earlier version had the wrong section.')

    expect(corrected).toMatchObject({ path: first.path, since: first.since, section: 'politics' })
    expect(corrected.corrections).toMatchObject([
      { note: expect.stringContaining('wrong section') },
    ])
    expect(corrected.updated).toBeGreaterThanOrEqual(first.updated)
  })

  it('[VPU3] takes a story from every list at once, and gives it back at its old address', async () => {
    const story = await aStory(reporter, 'Taken down')
    const { path, translation_group } = await publish(story)
    await chief.send({ do: 'take-down', story: story.id, reason: 'a court order' })

    const pages = reader()
    expect(await pages.publishedByPath(path)).toEqual({ kind: 'gone' })
    expect(await pages.byIds([story.id])).toEqual([])
    expect(await pages.translationsOf(translation_group)).toEqual([])
    const latest = await pages.latestIn({ language: 'en', limit: 100 })
    expect(latest.map(({ id }) => id)).not.toContain(story.id)

    const again = await publish(story)
    expect(again).toMatchObject({ path, live: true })
  })

  it('finds stories by section, region, topic and coverage, newest first', async () => {
    const story = await aStory(reporter, 'Everywhere')
    await story.push(reporter, (doc) => {
      const sets = metaOf(doc)
      for (const [set, key] of [
        ['regions', 'mena'],
        ['topics', 'harbours'],
        ['coverage', 'strike'],
      ] as const) {
        ;(sets.get(set) as { set(key: string, value: true): void }).set(key, true)
      }
    })
    await publish(story)
    const pages = reader()
    const language = 'en'
    const queries = [
      { language, sections: ['economy'], limit: 1 },
      { language, region: 'mena', limit: 5 },
      { language, topic: 'harbours', limit: 5 },
      { language, coverage: 'strike', limit: 5 },
      { language, kinds: ['news'], region: 'mena', limit: 5 },
    ] as const
    for (const query of queries) {
      expect((await pages.latestIn(query)).map(({ id }) => id)).toEqual([story.id])
    }
    const [card] = await pages.latestIn({ language, limit: 1 })
    expect(await pages.latestIn({ language, limit: 9, before: card!.since })).not.toContainEqual(
      card,
    )
    expect(await pages.latestIn({ language: 'ar', limit: 9 })).toEqual([])
    expect(
      await pages.latestIn({ language, region: 'mena', except: [story.id], limit: 9 }),
    ).toEqual([])
  })

  it('counts views in batches and ranks by them', async () => {
    const [less, more] = [await aStory(reporter, 'Less read'), await aStory(reporter, 'More read')]
    await publish(more)
    await publish(less)
    const { db } = server.services.database
    const views = countPageViews(db, paperIdOf(db), () => {})
    for (let i = 0; i < 5; i++) views.count(more.id)
    views.count(less.id)
    await views.flush()
    for (let i = 0; i < 2; i++) views.count(more.id)
    await views.close()

    const ranked = await reader().mostRead('en', Date.now() - 3_600_000, 10)
    expect(ranked.map(({ headline }) => headline)).toEqual(['More read', 'Less read'])
    expect(await reader().mostRead('en', Date.now() + 7_200_000, 10)).toEqual([])
  })

  it('needs a correction note, and refuses when nothing has changed', async () => {
    const story = await aStory(reporter, 'Noted')
    await publish(story)
    expect(
      await reporter.send({ do: 'submit', story: story.id, version: story.version() }),
    ).toMatchObject({ because: 'no-change' })
    await story.push(reporter, words('.'))
    await approve(story)
    expect(
      await chief.send({ do: 'publish', story: story.id, version: story.version() }),
    ).toMatchObject({ because: 'correction-note-missing' })
  })
})
