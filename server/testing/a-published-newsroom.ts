/** A running server with one newsroom, and stories put before readers as the command desk does it. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import * as Y from 'yjs'
import { composeStory } from '../../shared/document/compose.ts'
import { packState } from '../../shared/document/encoding.ts'
import type { BreakingFact, Fact, StoryFact } from '../../shared/model/facts.ts'
import {
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
  type StoryId,
  type TranslationGroupId,
} from '../../shared/model/ids.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'
import { harbourPost } from '../../shared/testing/reader-samples.ts'
import { saveBreaking } from '../breaking/breaking-desk.ts'
import { appendFacts } from '../changes/change-feed.ts'
import type { Db, Trx } from '../db/open-database.ts'
import { hashContent } from '../documents/current-version.ts'
import type { Services } from '../http/services.ts'
import { startServer } from '../start-server.ts'
import { applyPublication } from '../workflow/publish.ts'
import { aDatabase } from './a-database.ts'

export interface Publishing {
  readonly content: StoryContent
  readonly since: Instant
  readonly id?: StoryId
  readonly group?: TranslationGroupId
  readonly correction?: string
}

export interface PublishedNewsroom {
  readonly url: string
  readonly databaseUrl: string
  readonly services: Services
  /** Puts a story before readers; answers its path. */
  publish(story: Publishing): Promise<{ fact: StoryFact; path: string }>
  takeDown(fact: StoryFact): Promise<void>
  breaking(fact: BreakingFact): Promise<void>
  add(facts: readonly Fact[]): Promise<void>
  /** A second process of the same newsroom, as far as the database can tell. */
  secondServer(): Promise<{ url: string; stop(): Promise<void> }>
  stop(): Promise<void>
}

/** The built site's folder in miniature: the routes read names from its manifest, browsers the rest. */
function aPublicFolder(folder: string): string {
  const publicFolder = join(folder, 'public')
  mkdirSync(join(publicFolder, 'assets'), { recursive: true })
  writeFileSync(join(publicFolder, 'assets', 'reader-1.js'), 'export {}\n')
  writeFileSync(
    join(publicFolder, 'assets', 'reader-1.css'),
    '.reader { color: black }\n'.repeat(80),
  )
  const entry = {
    file: 'assets/reader-1.js',
    name: 'reader',
    isEntry: true,
    css: ['assets/reader-1.css'],
  }
  writeFileSync(join(publicFolder, 'manifest.json'), JSON.stringify({ 'reader.ts': entry }))
  return publicFolder
}

/** Starts a server on a database of its own, with `harbourPost` as its newsroom. */
export async function aPublishedNewsroom(): Promise<PublishedNewsroom> {
  const made = await aDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-site-'))
  const parts = { publicFolder: aPublicFolder(folder), prepare: putNewsroom }
  const start = () =>
    startServer(
      {
        port: 0,
        host: '127.0.0.1',
        dataDir: folder,
        databaseUrl: made.url,
        sample: false,
        publicUrl: 'https://harbourpost.example',
        contact: 'desk@harbourpost.example',
        logLevel: 'silent',
      },
      pino({ level: 'silent' }),
      parts,
    )
  const server = await start()
  const { db } = server.services.database
  const inOne = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => db.transaction().execute(work)
  const tell = (trx: Trx, facts: readonly Fact[]) => appendFacts(trx, harbourPost.id, facts, 0)

  return {
    url: server.url,
    databaseUrl: made.url,
    services: server.services,
    async publish(story) {
      const fact = liveFact(story)
      await inOne(async (trx) => {
        await applyPublication(trx, harbourPost.id, null, fact, versionOf(story.content))
        await tell(trx, [fact])
      })
      return { fact, path: await pathOf(db, fact.id) }
    },
    async takeDown(fact) {
      const { publication: live } = fact
      if (live.at !== 'live') throw new Error('not live')
      const { by, since } = live
      const after: StoryFact = {
        ...fact,
        revision: fact.revision + 1,
        publication: { at: 'taken-down', by, when: since, reason: 'wrong', since },
      }
      await inOne(async (trx) => {
        await applyPublication(trx, harbourPost.id, fact, after, null)
        await tell(trx, [after])
      })
    },
    breaking: (fact) =>
      inOne(async (trx) => {
        await saveBreaking(trx, harbourPost.id, fact)
        await tell(trx, [fact])
      }),
    add: (facts) => inOne(async (trx) => void (await tell(trx, facts))),
    secondServer: start,
    async stop() {
      await server.stop()
      await made.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function putNewsroom({ database: { db } }: Services): Promise<void> {
  await db
    .insertInto('newsroom')
    .values({
      id: harbourPost.id,
      epoch: randomUUID(),
      detail: JSON.stringify(harbourPost),
      created_at: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function versionOf(content: StoryContent) {
  const doc = new Y.Doc()
  composeStory(doc, content)
  return { version: hashContent(content), content, state: packState(doc) }
}

function liveFact(story: Publishing): StoryFact {
  const { content, since, id = newStoryId(), group = newTranslationGroupId(), correction } = story
  const by = newUserId()
  const updated = correction ? since + 60_000 : since
  const corrections = correction ? [{ note: correction, when: updated, by }] : []
  return {
    type: 'story',
    id,
    revision: 1,
    desk: parseDeskId('city'),
    language: content.meta.language,
    writer: by,
    createdAt: since,
    translationGroup: group,
    work: { at: 'done', by, when: since },
    publication: { at: 'live', version: hashContent(content), since, updated, by, corrections },
    legal: { embargo: null },
  }
}

async function pathOf(db: Db, story: StoryId): Promise<string> {
  const row = await db
    .selectFrom('published')
    .select('path')
    .where('story', '=', story)
    .executeTakeFirstOrThrow()
  return row.path
}
