import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StoryId } from '../../shared/model/ids.ts'
import { openDatabase } from '../db/open-database.ts'
import type { Actor } from '../db/people-rows.ts'
import type { TestClient } from '../testing/a-client.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'
import { appendQueue, type Logged } from './append-queue.ts'
import { lockHeads } from './story-lock.ts'

let server: TestServer
let reporter: TestClient
let actor: Actor
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  actor = await server.actor(reporter)
})
afterAll(() => server.stop())

const newestSeq = async (story: StoryId): Promise<number> => {
  const row = await server.services.database.db
    .selectFrom('story_head')
    .select('seq')
    .where('story', '=', story)
    .executeTakeFirstOrThrow()
  return row.seq
}

describe('the append queue', () => {
  it('[VAQ2] keeps the order of a story, and tells of it in that order before answering', async () => {
    const story = await aStory(reporter)
    const batches: number[] = []
    const queue = appendQueue(server.services.database.db, { onBatch: (n) => batches.push(n) })
    const told: Logged[] = []
    queue.onLogged((updates) => told.push(...updates))
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const update = story.edit(words(`${i}`))
        const answer = await queue.append({ actor, story: story.id, ref: nextRef(), update })
        if (answer.kind !== 'logged') throw new Error(answer.code)
        expect(told.map(({ seq }) => seq)).toContain(answer.seq)
        return answer.seq
      }),
    )

    const expected = Array.from({ length: 40 }, (_, i) => i + 2)
    expect(answers).toEqual(expected)
    expect(told.map(({ seq }) => seq)).toEqual(expected)
    expect(batches.reduce((sum, n) => sum + n)).toBe(40)
    expect(batches.length).toBeLessThan(5)
  })

  it('[VAQ1] [VUL1] answers when the update is committed, not sooner', async () => {
    const story = await aStory(reporter)
    const { db } = server.services.database
    const queue = appendQueue(db)
    let answered = false
    // Somebody holds the story's lock: the queue's transaction cannot commit.
    const answer = await db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('story_head')
        .selectAll()
        .where('story', '=', story.id)
        .forUpdate()
        .execute()
      const update = story.edit(words(' held'))
      const pending = queue.append({ actor, story: story.id, ref: nextRef(), update }).then((a) => {
        answered = true
        return a
      })
      for (let i = 0; i < 20; i++) expect(await newestSeq(story.id)).toBe(1)
      expect(answered).toBe(false)
      return { pending }
    })

    expect(await answer.pending).toEqual({ kind: 'logged', seq: 2 })
    expect(await newestSeq(story.id)).toBe(2)
  })

  it('[VLG1] [VAQ2] serves other stories while one is held, and keeps the order of that one', async () => {
    const held = await aStory(reporter)
    const free = await aStory(reporter)
    const { db } = server.services.database
    const queue = appendQueue(db)
    const told: Logged[] = []
    queue.onLogged((updates) => told.push(...updates))
    const append = (story: typeof held) =>
      queue.append({ actor, story: story.id, ref: nextRef(), update: story.edit(words('x')) })
    const pending = await db.transaction().execute(async (trx) => {
      await lockHeads(trx, actor.newsroom, [held.id])
      const first = [append(held), append(held), append(free)]
      expect(await first[2]).toEqual({ kind: 'logged', seq: 2 })
      const later = [append(held), append(free)]
      expect(await later[1]).toEqual({ kind: 'logged', seq: 3 })
      expect(await newestSeq(held.id)).toBe(1)
      return [first[0], first[1], later[0]]
    })

    expect(await Promise.all(pending)).toEqual([2, 3, 4].map((seq) => ({ kind: 'logged', seq })))
    const ofHeld = told.filter(({ story }) => story === held.id)
    expect(ofHeld.map(({ seq }) => seq)).toEqual([2, 3, 4])
    await queue.drain()
  })

  it('[VAQ1] fails every update of a batch that could not be committed, then goes on', async () => {
    const story = await aStory(reporter)
    const gone = openDatabase('postgres://nobody:x@127.0.0.1:1/none', () => {})
    const queue = appendQueue(gone.db)
    const appends = Array.from({ length: 3 }, () =>
      queue.append({ actor, story: story.id, ref: nextRef(), update: story.edit(words('x')) }),
    )

    for (const outcome of await Promise.allSettled(appends)) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'database-unavailable', retry: 'later' },
      })
    }
    await queue.drain()
    expect(await newestSeq(story.id)).toBe(1)
    await gone.close()
  })

  it('[VAQ4] answers, and tells the others, when somebody who is told fails over it', async () => {
    const story = await aStory(reporter)
    const errors: unknown[] = []
    const queue = appendQueue(server.services.database.db, { onError: (e) => errors.push(e) })
    queue.onLogged(() => {
      throw new Error('a listener’s own fault')
    })
    const told: number[] = []
    queue.onLogged((updates) => told.push(...updates.map(({ seq }) => seq)))
    const append = () =>
      queue.append({ actor, story: story.id, ref: nextRef(), update: story.edit(words('x')) })

    expect(await append()).toEqual({ kind: 'logged', seq: 2 })
    expect(await append()).toEqual({ kind: 'logged', seq: 3 })
    expect(told).toEqual([2, 3])
    expect(errors.map(String)).toEqual(Array(2).fill('Error: a listener’s own fault'))
    await queue.drain()
  })

  it('[VAQ3] logs the others of a batch in which one cannot be logged', async () => {
    const story = await aStory(reporter)
    const queue = appendQueue(server.services.database.db)
    const append = (ref: number) =>
      queue.append({ actor, story: story.id, ref, update: story.edit(words(`${ref} `)) })
    // A number beyond PostgreSQL's: no schema lets it in, so it stands for a fault of ours.
    const [before, faulty, after] = await Promise.allSettled([
      append(nextRef()),
      append(1e30),
      append(nextRef()),
    ])

    expect(before).toMatchObject({ status: 'fulfilled', value: { kind: 'logged', seq: 2 } })
    expect(faulty).toMatchObject({ status: 'rejected' })
    expect(after).toMatchObject({ status: 'fulfilled', value: { kind: 'logged', seq: 3 } })
  })

  it('[VAQ2] [VAQ3] lets none pass another of its story while one at fault is sought', async () => {
    const [story, another] = [await aStory(reporter), await aStory(reporter)]
    const { db } = server.services.database
    const queue = appendQueue(db)
    const [first, atFault, second] = [nextRef(), 1e30, nextRef()]
    const steps = stepsOf(first, atFault, second)
    const append = ({ id, edit }: typeof story, ref: number) =>
      queue.append({ actor, story: id, ref, update: edit(words('x')) })
    const answers = await db.transaction().execute(async (trx) => {
      await lockHeads(trx, actor.newsroom, [story.id])
      const all = [append(story, first), append(another, atFault), append(story, second)] as const
      for (const one of all) one.catch(() => {})
      // By now the first waits for its story, and has not asked for it again.
      await steps.faultIsMet
      return all
    })
    steps.goOnWithFault()
    await expect(answers[1]).rejects.toMatchObject({ code: 'database-unavailable' })
    await steps.secondIsThrough()
    steps.goOnWithFirst()

    expect(await answers[0]).toEqual({ kind: 'logged', seq: 2 })
    expect(await answers[2]).toEqual({ kind: 'logged', seq: 3 })
    await queue.drain()
  })
})

/**
 * Holds up two statements of the append: the second try of the first update, and the one at fault
 * by itself, so that the story's lock can end between them.
 */
function stepsOf(first: number, atFault: number, second: number) {
  const [firstMayGo, faultMayGo, faultMet] = [gate(), gate(), gate()]
  const query = pg.Pool.prototype.query
  let triesOfFirst = 0
  let secondAlone: Promise<unknown> | null = null
  const spy = vi.spyOn(pg.Pool.prototype, 'query').mockImplementation(async function (
    this: pg.Pool,
    ...asked: unknown[]
  ) {
    const { name = '', values = [] } = asked[0] as { name?: string; values?: unknown[] }
    const ref = name.startsWith('log_plain') ? String(values[11]) : ''
    if (ref === `{${first}}`) {
      triesOfFirst += 1
      if (triesOfFirst === 2) await firstMayGo.isOpen
    }
    if (ref === `{${atFault}}`) {
      faultMet.open()
      await faultMayGo.isOpen
    }
    const answer = Reflect.apply(query, this, asked) as unknown as Promise<unknown>
    if (ref === `{${second}}`) secondAlone = answer
    return await answer
  } as never)
  onTestFinished(() => spy.mockRestore())
  return {
    faultIsMet: faultMet.isOpen,
    goOnWithFault: faultMayGo.open,
    goOnWithFirst: firstMayGo.open,
    /** Where it goes by itself, which it must not: then it is in the log before the first. */
    async secondIsThrough() {
      await new Promise((resolve) => setImmediate(resolve))
      await secondAlone
    },
  }
}

function gate() {
  let open = () => {}
  const isOpen = new Promise<void>((resolve) => {
    open = resolve
  })
  return { isOpen, open: () => open() }
}
