import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked, packState } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { DocumentHead, StoryFact } from '../../shared/model/facts.ts'
import { newStoryId, type StoryId } from '../../shared/model/ids.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'
import { until } from '../testing/until.ts'
import { hashContent } from './current-version.ts'
import { appendBatch } from './update-log.ts'

let server: TestServer
let reporter: TestClient
let chief: TestClient
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  chief = await server.client('chief')
})
afterAll(() => server.stop())

async function readStory(story: StoryId) {
  const [item] = await reporter.pull([{ story, have: 0 }])
  const doc = new Y.Doc()
  if (item) applyPacked(doc, item.update)
  return { item, content: projectStory(doc) }
}

async function factOf(story: StoryId): Promise<StoryFact> {
  const row = await server.services.database.db
    .selectFrom('story')
    .select('fact')
    .where('id', '=', story)
    .executeTakeFirstOrThrow()
  return row.fact
}

const rowsOf = async (story: StoryId) =>
  await server.services.database.db
    .selectFrom('story_update')
    .select(['seq', 'bytes'])
    .where('story', '=', story)
    .orderBy('seq')
    .execute()

describe('the log of a story', () => {
  it('[VUL2] logs an update sent twice once, with the same seq', async () => {
    const story = await aStory(reporter)
    const item = { story: story.id, ref: nextRef(), update: story.edit(words(' twice')) }

    const [first] = await reporter.push([item])
    const [again, once] = await reporter.push([item, item])

    expect(first).toMatchObject({ kind: 'logged', seq: 2 })
    expect([again, once]).toEqual([first, first])
    expect(await rowsOf(story.id)).toHaveLength(2)
  })

  it('[VUL2] logs other bytes under a used number, so that no words are lost', async () => {
    const story = await aStory(reporter)
    const ref = nextRef()
    await reporter.push([{ story: story.id, ref, update: story.edit(words(' one')) }])
    await reporter.push([{ story: story.id, ref, update: story.edit(words(' two')) }])

    expect((await readStory(story.id)).content.headline).toBe('Ferry fares to rise one two')
  })

  it('[VUL3] numbers the updates of many writers without gaps', async () => {
    const story = await aStory(reporter)
    const sibling = await server.sibling()
    const other = await sibling.client('chief')
    const batches = await Promise.all(
      [reporter, other].map(async (writer) => {
        const doc = new Y.Doc()
        const seqs: number[] = []
        for (let i = 0; i < 20; i++) {
          headlineOf(doc).insert(0, 'x')
          const update = packState(doc)
          const [answer] = await writer.push([{ story: story.id, ref: nextRef(), update }])
          if (answer?.kind === 'logged') seqs.push(answer.seq)
        }
        return seqs
      }),
    )

    const all = batches.flat().sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: 40 }, (_, i) => i + 2))
    for (const seqs of batches) expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  })

  it('[VUL4] refuses unknown stories, people off the desk and sessions that ended', async () => {
    const story = await aStory(reporter)
    const update = story.edit(words('!'))
    const nobody = await server.client('nobody')
    const leaver = await server.client('secondReporter')
    const live = await leaver.live()
    await leaver.fetch('/v1/sessions/current', { method: 'DELETE' })
    live.send({ t: 'update', story: story.id, ref: nextRef(), update: new Uint8Array(update) })

    expect(await reporter.push([{ story: newStoryId(), ref: 1, update }])).toMatchObject([
      { kind: 'refused', code: 'unknown-story' },
    ])
    expect(await nobody.push([{ story: story.id, ref: 1, update }])).toMatchObject([
      { kind: 'refused', code: 'not-allowed' },
    ])
    expect(await live.hears('refused')).toMatchObject({ code: 'not-signed-in' })
    expect(await rowsOf(story.id)).toHaveLength(1)
  })

  it('[VLM1] refuses what would make a story too large, and takes the rest of the batch', async () => {
    const full = await aStory(reporter)
    const other = await aStory(reporter)
    await sql`update story_head set snapshot_bytes = ${64 * 1024 * 1024 - 150} - tail_bytes
      where story = ${full.id}`.execute(server.services.database.db)
    const small = full.edit(words(' one'))
    const large = full.edit(words(' more'.repeat(50)))
    const answers = await reporter.push([
      { story: full.id, ref: nextRef(), update: small },
      { story: full.id, ref: nextRef(), update: large },
      { story: other.id, ref: nextRef(), update: other.edit(words(' two')) },
    ])

    expect(answers).toMatchObject([
      { kind: 'logged', seq: 2 },
      { kind: 'refused', code: 'story-too-large', message: expect.stringContaining('64 MB') },
      { kind: 'logged', seq: 2 },
    ])
  })

  it('[EN1] refuses bytes that are no update, and logs the good ones beside them', async () => {
    const story = await aStory(reporter)
    const answers = await reporter.push([
      { story: story.id, ref: nextRef(), update: new Uint8Array([2, 255, 255, 255, 9, 9]) },
      { story: story.id, ref: nextRef(), update: new Uint8Array() },
      { story: story.id, ref: nextRef(), update: story.edit(words(' good')) },
    ])

    expect(answers).toMatchObject([
      { kind: 'refused', code: 'bad-input' },
      { kind: 'refused', code: 'bad-input' },
      { kind: 'logged', seq: 2 },
    ])
    expect((await readStory(story.id)).content.headline).toBe('Ferry fares to rise good')
  })

  it('pulls only what is newer, with its authors', async () => {
    const story = await aStory(reporter)
    await story.push(reporter, words(' a'))
    await story.push(chief, words(' b'))

    const [tail] = await chief.pull([{ story: story.id, have: 2 }])
    expect(tail).toMatchObject({ seq: 3, authors: [server.newsroom.people.chief.id] })
    expect(await chief.pull([{ story: story.id, have: 3 }])).toEqual([])
  })
})

describe('an edit of an approved story', () => {
  const approved = async () => {
    const story = await aStory(reporter)
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    await chief.send({ do: 'approve', story: story.id, version })
    expect((await factOf(story.id)).work.at).toBe('approved')
    return story
  }

  it('[VUL5] [LC3] voids the approval and says who and when', async () => {
    const story = await approved()
    await story.push(reporter, words(' today'))

    expect((await factOf(story.id)).work).toMatchObject({
      at: 'submitted',
      version: story.version(),
      voided: {
        by: server.newsroom.people.reporter.id,
        approvedBy: server.newsroom.people.chief.id,
      },
    })
    const { changes } = await chief.changes()
    const told = changes.find(({ fact }) => fact.type === 'story' && fact.id === story.id)
    expect(told?.fact).toMatchObject({ work: { at: 'submitted' } })
  })

  it('[VUL5] leaves the approval when the words stay the same', async () => {
    const story = await approved()
    await story.push(reporter, (doc) => {
      headlineOf(doc).insert(0, 'x')
      headlineOf(doc).delete(0, 1)
    })

    expect((await factOf(story.id)).work.at).toBe('approved')
  })

  it('[VUL5] names whoever first changed the words, of all who wrote in one commit', async () => {
    const story = await approved()
    const { db } = server.services.database
    const by = async (who: 'reporter' | 'chief') => {
      const { newsroom, person, device, token_hash, expires_at } = await db
        .selectFrom('session')
        .selectAll()
        .where('person', '=', server.newsroom.people[who].id)
        .executeTakeFirstOrThrow()
      return { newsroom, person, device, session: token_hash, expiresAt: expires_at }
    }
    const [theirs, ours] = [await by('reporter'), await by('chief')]
    const unchanged = story.edit((doc) => {
      headlineOf(doc).insert(0, 'x')
      headlineOf(doc).delete(0, 1)
    })
    const written = [
      { actor: theirs, update: unchanged },
      { actor: ours, update: story.edit(words(' today')) },
      { actor: theirs, update: story.edit(words(' again')) },
    ].map((one) => ({ ...one, story: story.id, ref: nextRef() }))
    const results = await appendBatch(db, server.newsroom.id, written)
    expect(results.map(({ kind }) => kind)).toEqual(['logged', 'logged', 'logged'])
    expect((await factOf(story.id)).work).toMatchObject({
      at: 'submitted',
      version: story.version(),
      voided: { by: server.newsroom.people.chief.id },
    })
  })

  it('[VUL5] [LC2] never publishes words that were not approved, however the race ends', async () => {
    for (let round = 0; round < 12; round++) {
      const story = await approved()
      const version = story.version()
      const [verdict] = await Promise.all([
        chief.send({ do: 'publish', story: story.id, version }),
        story.push(reporter, words(` ${round}`)),
      ])
      const fact = await factOf(story.id)
      if (verdict.kind === 'accepted') {
        const row = await server.services.database.db
          .selectFrom('published')
          .select(['content', 'version'])
          .where('story', '=', story.id)
          .executeTakeFirstOrThrow()
        expect(row.version).toBe(version)
        expect(hashContent(row.content)).toBe(version)
        expect(fact.work.at).toBe('done')
      } else expect(fact.work).toMatchObject({ at: 'submitted', voided: {} })
    }
  })
})

describe('document heads', () => {
  it('[VHS1] are announced after the last edit, one fact a story', async () => {
    const story = await aStory(reporter)
    for (let i = 0; i < 5; i++) await story.push(reporter, words('.'))

    const heads = await until('the head in the feed', async () => {
      const { changes } = await chief.changes()
      const facts = changes.flatMap(({ fact }) =>
        fact.type === 'document-head' && fact.story === story.id ? [fact] : [],
      )
      return facts[0]?.seq === 6 && facts
    })
    expect(heads).toHaveLength(1)
  })

  it('[VHS2] say when the newest words were written, also of text that is sent again', async () => {
    const story = await aStory(reporter)
    const head = async (seq: number) =>
      await until(`head ${seq} in the feed`, async () => {
        const { changes } = await chief.changes(0, 5000)
        return changes
          .map(({ fact }) => fact)
          .find(
            (fact) => fact.type === 'document-head' && fact.story === story.id && fact.seq === seq,
          )
      })
    const again = async (edited: number) => {
      const update = packState(story.doc)
      const [answer] = await chief.push([{ story: story.id, ref: nextRef(), update, edited }])
      expect(answer).toMatchObject({ kind: 'logged' })
    }
    const { edited } = (await head(1)) as DocumentHead
    // Two desks come back to a restored server; one of them had seen less.
    await again(edited)
    expect(await head(2)).toMatchObject({ edited })
    await again(edited - 60_000)
    expect(await head(3)).toMatchObject({ edited })
    // Nobody's clock puts a story ahead of all others for ever.
    await again(edited + 86_400_000)
    const { edited: clamped } = (await head(4)) as DocumentHead
    expect(clamped).toBeGreaterThan(edited)
    expect(clamped).toBeLessThan(edited + 3_600_000)
    await story.push(reporter, words('.'))
    expect(((await head(5)) as DocumentHead).edited).toBeGreaterThanOrEqual(clamped)
  })

  it('[VHS1] are announced by another server when the first died in between', async () => {
    const story = await aStory(reporter)
    const { db } = server.services.database
    const isOut = async () => {
      const { changes } = await chief.changes(0, 5000)
      return changes.some(({ fact }) => fact.type === 'document-head' && fact.story === story.id)
    }
    // Now it is no longer in this server's memory.
    await until('its head in the feed', isOut)
    // As a killed server leaves it: logged, never announced, in nobody's memory.
    await db.updateTable('story_head').set({ announced: 0 }).where('story', '=', story.id).execute()
    await db.deleteFrom('feed').where('fact_key', '=', `document-head:${story.id}`).execute()

    expect(await isOut()).toBe(false)
    await server.sibling()
    await until('the head in the feed', isOut)
  })
})
