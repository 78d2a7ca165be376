import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'
import { hashContent } from './current-version.ts'
import { keptVersion, keptVersions } from './kept-versions.ts'

let server: TestServer
let reporter: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  chief = await server.client('chief')
})
afterAll(() => server.stop())

describe('kept versions', () => {
  it('[VLG2] read as they were after their words were deleted and the log was compacted', async () => {
    const { db } = server.services.database
    const { id: newsroom } = server.newsroom
    const story = await aStory(reporter, 'The words that were approved')
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    await chief.send({ do: 'approve', story: story.id, version })

    await story.push(reporter, (doc) => headlineOf(doc).delete(0, headlineOf(doc).length))
    const items = Array.from({ length: 800 }, (_, n) => ({
      story: story.id,
      ref: nextRef(),
      update: story.edit(words(`${n % 10}`)),
    }))
    await reporter.push(items)
    await until('a snapshot without them', async () => {
      const rows = await db
        .selectFrom('story_snapshot')
        .select(['seq', 'bytes'])
        .where('story', '=', story.id)
        .execute()
      return rows.some(({ bytes }) => !bytes.includes('were approved'))
    })

    const kept = await keptVersion(db, newsroom, story.id, version)
    expect(kept?.content.headline).toBe('The words that were approved')
    expect(kept && hashContent(kept.content)).toBe(version)
    // Submitted and approved as the same words: one version, named by the first act.
    expect(await keptVersions(db, newsroom, story.id)).toMatchObject([
      { version, seq: 1, stage: 'submitted', person: server.newsroom.people.reporter.id },
    ])
  })
})
