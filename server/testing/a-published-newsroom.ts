/** A database with one newsroom, and stories put before readers as the command desk does it. */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { composeStory } from '../../shared/document/compose.ts'
import { packState } from '../../shared/document/encoding.ts'
import type { StoryFact } from '../../shared/model/facts.ts'
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
import { type Database, openDatabase } from '../db/open-database.ts'
import { migrate } from '../db/migrate.ts'
import { hashContent } from '../documents/current-version.ts'
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
  readonly database: Database
  publish(story: Publishing): Promise<StoryFact>
  takeDown(fact: StoryFact): Promise<void>
  drop(): Promise<void>
}

export async function aPublishedNewsroom(): Promise<PublishedNewsroom> {
  const made = await aDatabase()
  const database = openDatabase(made.url, (error) => {
    throw error
  })
  const { db } = database
  await migrate(db)
  const detail = JSON.stringify(harbourPost)
  await db
    .insertInto('newsroom')
    .values({ id: harbourPost.id, epoch: randomUUID(), detail, created_at: 0 })
    .execute()

  const put = async (fact: StoryFact, before: StoryFact | null, content: StoryContent) => {
    const doc = new Y.Doc()
    composeStory(doc, content)
    const version = { version: hashContent(content), content, state: packState(doc) }
    await db
      .transaction()
      .execute((trx) => applyPublication(trx, harbourPost.id, before, fact, version))
  }

  return {
    database,
    async publish({ content, since, id = newStoryId(), group = newTranslationGroupId(), correction }) {
      const by = newUserId()
      const version = hashContent(content)
      const corrections = correction ? [{ note: correction, when: since + 60_000, by }] : []
      const updated = correction ? since + 60_000 : since
      const fact: StoryFact = {
        type: 'story',
        id,
        revision: 1,
        desk: parseDeskId('city'),
        language: content.meta.language,
        writer: by,
        createdAt: since,
        translationGroup: group,
        work: { at: 'done', by, when: since },
        publication: { at: 'live', version, since, updated, by, corrections },
        legal: { embargo: null },
      }
      await put(fact, null, content)
      return fact
    },
    async takeDown(fact) {
      const { publication: live } = fact
      if (live.at !== 'live') throw new Error('not live')
      const publication = { at: 'taken-down' as const, by: live.by, when: live.since, reason: 'x', since: live.since }
      await db
        .transaction()
        .execute((trx) => applyPublication(trx, harbourPost.id, fact, { ...fact, publication }, null))
    },
    async drop() {
      await database.close()
      await made.drop()
    },
  }
}
