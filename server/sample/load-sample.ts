/**
 * Fills an empty database with the sample newsroom, through the doors that everybody uses:
 * accounts, upload desk, document log, command desk. Only the clock is turned back.
 *
 * SA1  Loading twice, after a crash half-way too, gives one newsroom with each story once.
 * SA2  A database that holds another newsroom is left alone.
 * SA3  The paper is of today: every moment in it is told from the moment of loading.
 */
import { sql } from 'kysely'
import { type NewsroomId, parseNewsroomId } from '../../shared/model/ids.ts'
import type { Db } from '../db/open-database.ts'
import type { AppendQueue } from '../documents/append-queue.ts'
import type { UploadDesk } from '../media/upload-desk.ts'
import { createNewsroom } from '../sessions/people.ts'
import { inLanes, together } from './in-lanes.ts'
import { lastCommandOf, loadBreaking } from './load-breaking.ts'
import { readPictures, uploadPictures } from './load-pictures.ts'
import { loadStory } from './load-story.ts'
import { loadViews } from './load-views.ts'
import type { Anchor } from './moment.ts'
import { readSampleFiles, type SampleFiles, sampleFolder } from './sample-files.ts'
import { makePeople, type SampleHands, signInAll } from './sample-hands.ts'
import { sampleId } from './sample-ids.ts'
import type { SampleShelf } from './story-content.ts'
import { lifeOf } from './story-life.ts'

export interface SampleServices {
  readonly db: Db
  readonly queue: AppendQueue
  readonly uploads: UploadDesk
}

/** Session lock: two servers that start together load once. */
const sampleLock = 7_030

export const sampleNewsroomId: NewsroomId = parseNewsroomId(sampleId('newsroom', 'harbour-post'))

/** Loads the sample; says whether there was anything to do. */
export async function loadSample(
  services: SampleServices,
  folder = sampleFolder,
): Promise<'loaded' | 'there already' | 'another newsroom'> {
  return await services.db.connection().execute(async (lock) => {
    await sql`select pg_advisory_lock(${sampleLock})`.execute(lock)
    try {
      const files = await readSampleFiles(folder)
      const found = await stateOf(services.db, files)
      if (found !== 'missing') return found
      await load(services, files, folder)
      return 'loaded'
    } finally {
      await sql`select pg_advisory_unlock(${sampleLock})`.execute(lock)
    }
  })
}

/** The last command of a load says that it came to its end. */
async function stateOf(
  db: Db,
  { breaking, newsroom }: SampleFiles,
): Promise<'missing' | 'there already' | 'another newsroom'> {
  const last = lastCommandOf(breaking, newsroom.newsroom.timeZone)
  const { rows } = await sql<{ other: boolean; done: boolean }>`
    select exists (select 1 from newsroom where id <> ${sampleNewsroomId}) as other,
      exists (select 1 from command where newsroom = ${sampleNewsroomId} and id = ${last})
        as done`.execute(db)
  if (rows[0]?.other) return 'another newsroom'
  return rows[0]?.done ? 'there already' : 'missing'
}

async function load(services: SampleServices, files: SampleFiles, folder: string): Promise<void> {
  const { db, uploads } = services
  const anchor = await openNewsroom(db, files)
  await makePeople(services, sampleNewsroomId, files.newsroom)
  const hands = await signInAll(services, files.newsroom)
  const pictures = await readPictures(files.pictures, folder)
  const assets = new Map(pictures.map(({ key, asset }) => [key, asset]))
  await together([
    uploadPictures(uploads, hands.actor('lina.farah'), pictures),
    loadTerms(hands, files, anchor),
  ])
  // After the pictures: nothing is published while one of its pictures is missing.
  await loadStories(hands, files, { ...files, assets, anchor })
  await loadViews(db, sampleNewsroomId, files.stories, anchor)
  await loadBreaking(db, sampleNewsroomId, hands, files.breaking, anchor)
  await hands.leave()
}

/** Makes the newsroom, or finds what an earlier try made; its age is the anchor of all times. */
async function openNewsroom(db: Db, { newsroom }: SampleFiles): Promise<Anchor> {
  const createdAt = () =>
    db
      .selectFrom('newsroom')
      .select('created_at')
      .where('id', '=', sampleNewsroomId)
      .executeTakeFirst()
  if (!(await createdAt())) {
    await createNewsroom(db, { id: sampleNewsroomId, ...newsroom.newsroom }, newsroom.desks)
  }
  const row = await createdAt()
  if (!row) throw new Error('the sample newsroom was not made')
  return { now: row.created_at, timeZone: newsroom.newsroom.timeZone }
}

async function loadTerms(
  hands: SampleHands,
  { newsroom }: SampleFiles,
  anchor: Anchor,
): Promise<void> {
  for (const scheme of ['topic', 'coverage'] as const) {
    for (const [key, labels] of Object.entries(newsroom.terms[scheme])) {
      const command = { do: 'add-term', scheme, key, labels } as const
      await hands.command('nadia.haddad', `term ${scheme} ${key}`, command, anchor.now)
    }
  }
}

/** Stories in work at once: while one waits for the disk, others go on. */
const lanes = 5

/** Oldest first, so that the feed tells the paper's weeks nearly in their order. */
async function loadStories(
  hands: SampleHands,
  { stories, newsroom }: SampleFiles,
  shelf: SampleShelf,
): Promise<void> {
  const lives = stories
    .map((story) => ({ story, steps: lifeOf(story, newsroom, shelf.anchor) }))
    .sort((a, b) => (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0))
  const desks = Array.from({ length: lanes }, (_, lane) => hands.atDevice(`desk ${lane}`))
  await inLanes(lives, lanes, async ({ story, steps }, lane) => {
    await loadStory(desks[lane] ?? hands, story, steps, shelf)
  })
}
