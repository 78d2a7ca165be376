import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BreakingFact, StoryFact } from '../../shared/model/facts.ts'
import { parseDeviceId, parseNewsroomId } from '../../shared/model/ids.ts'
import { languages } from '../../shared/model/vocabulary.ts'
import { migrate } from '../db/migrate.ts'
import { type Database, openDatabase } from '../db/open-database.ts'
import { appendQueue } from '../documents/append-queue.ts'
import { currentVersion } from '../documents/current-version.ts'
import { folderStore } from '../media/folder-store.ts'
import { uploadDesk } from '../media/upload-desk.ts'
import { createNewsroom } from '../sessions/people.ts'
import { signIn } from '../sessions/session-desk.ts'
import { aDatabase, type TestDatabase } from '../testing/a-database.ts'
import { publishedReader } from '../workflow/published.ts'
import { loadSample, type SampleServices, sampleNewsroomId } from './load-sample.ts'
import { readSampleFiles, type SampleFiles } from './sample-files.ts'
import { sampleId } from './sample-ids.ts'
import { sampleStoryId } from './story-content.ts'

interface Desk {
  readonly database: Database
  readonly services: SampleServices
  end(): Promise<void>
}

async function aServer(test: TestDatabase): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'))
  const database = openDatabase(test.url, () => {})
  await migrate(database.db)
  const { db } = database
  const uploads = uploadDesk(db, folderStore(join(folder, 'objects')), join(folder, 'scratch'))
  return {
    database,
    services: { db, queue: appendQueue(db), uploads },
    async end() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe('loading the sample newsroom', () => {
  let test: TestDatabase
  let desk: Desk
  let files: SampleFiles

  beforeAll(async () => {
    test = await aDatabase()
    desk = await aServer(test)
    files = await readSampleFiles()
    await loadSample(desk.services)
  }, 120_000)
  afterAll(async () => {
    await desk.end()
    await test.drop()
  })

  const facts = async <T>(type: string): Promise<T[]> => {
    const { rows } = await sql<{ fact: T }>`
      select fact from feed where newsroom = ${sampleNewsroomId} and fact->>'type' = ${type}
      order by position`.execute(desk.services.db)
    return rows.map(({ fact }) => fact)
  }

  it('brings every story to the stage its file names', async () => {
    const stories = new Map((await facts<StoryFact>('story')).map((fact) => [fact.id, fact]))
    expect(stories.size).toBe(files.stories.length)
    for (const { language, slug, front } of files.stories) {
      const fact = stories.get(sampleStoryId(language, slug))
      const work = front.revised
        ? 'submitted'
        : front['taken-down']
          ? 'draft'
          : ({ live: 'done', review: 'submitted' }[front.stage.at as string] ?? front.stage.at)
      const publication = front['taken-down']
        ? 'taken-down'
        : front.stage.at === 'live'
          ? 'live'
          : 'unpublished'
      expect([slug, fact?.work.at, fact?.publication.at]).toEqual([slug, work, publication])
      expect(fact?.legal.embargo === null, slug).toBe(front.embargo === undefined)
    }
    const submitted = [...stories.values()].filter(({ work }) => work.at === 'submitted')
    expect(submitted.length).toBeGreaterThanOrEqual(4)
  })

  it('[SA3] puts every moment in its place: nothing is later than now but what is planned', async () => {
    const now = Date.now()
    for (const fact of await facts<StoryFact>('story')) {
      expect(fact.createdAt).toBeLessThan(now)
      if (fact.publication.at !== 'live') continue
      expect(fact.publication.since).toBeGreaterThan(fact.createdAt)
      expect(fact.publication.updated).toBeLessThanOrEqual(now)
      expect(fact.publication.since).toBeGreaterThan(now - 22 * 24 * 3_600_000)
    }
    const days = new Set(
      (await facts<StoryFact>('story')).flatMap(({ publication }) =>
        publication.at === 'live' ? new Date(publication.since).toDateString() : [],
      ),
    )
    expect(days.size).toBeGreaterThanOrEqual(10)
  })

  it('shows a front page in every edition, with pictures, translations and Most Read', async () => {
    const reader = publishedReader(desk.services.db, async () => sampleNewsroomId)
    for (const language of languages) {
      const latest = await reader.latestIn({ language, limit: 100 })
      expect(latest.length).toBeGreaterThanOrEqual(9)
      expect(latest.every(({ lead }) => lead && lead.alt !== '' && lead.credit !== '')).toBe(true)
      const read = await reader.mostRead(language, Date.now() - 7 * 24 * 3_600_000, 5)
      expect(read.length).toBe(5)
    }
    const [strike] = await reader.byIds([sampleStoryId('en', 'harbour-strike')])
    expect(strike).toBeDefined()
    const group = await reader.translationsOf(strike!.translationGroup)
    expect(group.map(({ language }) => language)).toEqual(['ar', 'en', 'es'])
    const sizes = await reader.pictureSizes([strike!.lead!.asset])
    expect(sizes.get(strike!.lead!.asset)).toEqual({ width: 1800, height: 1200 })
  })

  it('publishes the expulsion story with every part of a news page', async () => {
    const reader = publishedReader(desk.services.db, async () => sampleNewsroomId)
    const id = sampleStoryId('en', 'velmora-expels-orsenian-diplomats')
    const version = await currentVersion(desk.services.db, sampleNewsroomId, id)
    const [card] = await reader.byIds([id])
    const found = await reader.publishedByPath(card!.path)
    if (found.kind !== 'live') throw new Error('not live')
    expect(found.story.version).toBe(version?.version)
    const { content } = found.story
    expect(content.carousel).toHaveLength(1)
    expect(content.meta.topics).toHaveLength(2)
    expect(content.blocks.filter(({ type }) => type === 'text')).toHaveLength(17)
    const related = content.blocks[6]
    if (related?.type !== 'related') throw new Error('no related block after the 6th paragraph')
    expect(await reader.byIds(related.stories)).toHaveLength(2)
    const coverage = await reader.latestIn({
      language: 'en',
      coverage: 'velmora-orsenia',
      limit: 9,
    })
    expect(coverage.map((story) => story.id)).toContain(id)
  })

  it('corrects what its file corrects, and keeps the newer words for readers', async () => {
    const reader = publishedReader(desk.services.db, async () => sampleNewsroomId)
    const [card] = await reader.byIds([sampleStoryId('en', 'flood-barrier')])
    const found = await reader.publishedByPath(card!.path)
    if (found.kind !== 'live') throw new Error('not live')
    expect(found.story.headline).toContain('2019')
    expect(found.story.corrections).toHaveLength(1)
    const [fares] = await reader.byIds([sampleStoryId('en', 'ferry-fares')])
    expect(fares?.headline).toContain('second year')
    const newer = await currentVersion(desk.services.db, sampleNewsroomId, fares!.id)
    expect(newer?.content.headline).toContain('third year')
  })

  it('has breaking lines that are live, planned, expired and recalled', async () => {
    const stages = (await facts<BreakingFact>('breaking')).map(({ stage }) => stage.at)
    for (const at of ['live', 'scheduled', 'drafted', 'expired', 'recalled']) {
      expect(stages).toContain(at)
    }
    expect(stages.length).toBeGreaterThanOrEqual(12)
  })

  it('lets everybody sign in with the sample password', async () => {
    const session = await signIn(
      desk.services.db,
      {
        email: 'huda.salim@harbourpost.example',
        password: 'harbour-sample',
        device: parseDeviceId(sampleId('device', 'test')),
      },
      'test',
    )
    expect(session.person.name).toBe('هدى سليم')
    expect(session.desks.map(({ id }) => id)).toEqual(['city', 'culture', 'opinion', 'world'])
  })

  it('[SA1] has nothing to do the second time', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from story_update`.execute(desk.services.db))
        .rows[0]?.n
    const before = await count()
    expect(await loadSample(desk.services)).toBe('there already')
    expect(await count()).toBe(before)
  })

  it('[SA1] goes on where a crash left it, and writes no word twice', async () => {
    const other = await aDatabase()
    const first = await aServer(other)
    let accepted = 0
    const { append } = first.services.queue
    const dying: SampleServices = {
      ...first.services,
      queue: {
        ...first.services.queue,
        append: (update) => {
          accepted += 1
          if (accepted > 20) throw new Error('the power is out')
          return append(update)
        },
      },
    }
    await expect(loadSample(dying)).rejects.toThrow('the power is out')
    expect(await loadSample(first.services)).toBe('loaded')
    const content = async ({ services }: Desk) => {
      const texts = await Promise.all(
        files.stories.map(async ({ language, slug }) => {
          const id = sampleStoryId(language, slug)
          const version = await currentVersion(services.db, sampleNewsroomId, id)
          return [slug, version?.content.blocks.length]
        }),
      )
      return texts
    }
    expect(await content(first)).toEqual(await content(desk))
    await first.end()
    await other.drop()
  }, 120_000)

  it('[SA2] leaves a database alone that belongs to another newsroom', async () => {
    const other = await aDatabase()
    const theirs = await aServer(other)
    const id = parseNewsroomId(sampleId('newsroom', 'another'))
    const name = { en: 'A', ar: 'ب', es: 'C' }
    await createNewsroom(theirs.services.db, { id, name, slogan: name, timeZone: 'UTC' }, [])
    expect(await loadSample(theirs.services)).toBe('another newsroom')
    const { rows } = await sql<{ n: number }>`select count(*) as n from newsroom`.execute(
      theirs.services.db,
    )
    expect(rows[0]?.n).toBe(1)
    await theirs.end()
    await other.drop()
  })
})
