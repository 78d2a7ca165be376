import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/model/facts.ts'
import { type NewsroomId, newUserId } from '../../shared/model/ids.ts'
import { migrate } from '../db/migrate.ts'
import { type Database, openDatabase } from '../db/open-database.ts'
import { listenForWakeUps } from '../db/wake-ups.ts'
import { aDatabase, type TestDatabase } from '../testing/a-database.ts'
import { aNewsroom } from '../testing/a-newsroom.ts'
import { until } from '../testing/until.ts'
import { appendFacts, changesAfter, feedHead, readChanges } from './change-feed.ts'
import { watchFeed } from './feed-watcher.ts'

let place: TestDatabase
let pools: Database[]
let newsroom: NewsroomId
beforeAll(async () => {
  place = await aDatabase()
  pools = [1, 2, 3].map(() =>
    openDatabase(place.url, (error) => {
      throw error
    }),
  )
  await migrate(pools[0]!.db)
  newsroom = (await aNewsroom(pools[0]!.db)).id
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  await place.drop()
})

const reader = () => ({ newsroom, person: newUserId() })
const labels = { en: 'x', ar: 'x', es: 'x' }
const term = (key: string): Fact => ({ type: 'term', scheme: 'topic', key, labels })

describe('the change feed', () => {
  it('[VCF1] shows a reader every fact of writers who commit out of turn', async () => {
    const start = await feedHead(pools[0]!.db, newsroom)
    const writers = pools.flatMap(({ db }, pool) =>
      Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; i < 25; i++) {
          await db.transaction().execute(async (trx) => {
            // Work of its own before, and a slow commit after: what makes plain counters miss rows.
            await sql`select pg_sleep(random() * 0.004)`.execute(trx)
            await appendFacts(trx, newsroom, [term(`t-${pool}-${writer}-${i}`)], 1)
            await sql`select pg_sleep(random() * 0.002)`.execute(trx)
          })
        }
      }),
    )
    let writing = true
    const all = Promise.all(writers).finally(() => {
      writing = false
    })
    const seen: string[] = []
    let after = start
    for (let last = false; !last; ) {
      last = !writing
      const page = await changesAfter(pools[2]!.db, newsroom, after, 50)
      for (const { fact, position } of page) {
        if (fact.type === 'term') seen.push(fact.key)
        after = position
      }
      if (page.length > 0) last = false
      else await pause(1)
    }
    await all
    expect(seen).toHaveLength(600)
    expect(new Set(seen).size).toBe(600)
  })

  it('[VCF2] keeps the newest form of a fact only, at its new place', async () => {
    const { db } = pools[0]!
    const put = (facts: Fact[]) =>
      db.transaction().execute((trx) => appendFacts(trx, newsroom, facts, 1))
    const first = await put([term('moving'), term('resting')])
    const second = await put([term('moving')])

    const changes = await changesAfter(db, newsroom, first - 2, 1000)
    const keys = changes.map(({ fact }) => (fact.type === 'term' ? fact.key : ''))
    expect(keys.filter((key) => key === 'moving')).toHaveLength(1)
    expect(keys.slice(-2)).toEqual(['resting', 'moving'])
    expect(changes.at(-1)?.position).toBe(second)
  })

  it('starts over for a cursor of another epoch, and pages by limit', async () => {
    const { db } = pools[0]!
    const epoch = '00000000-0000-4000-8000-000000000000'
    const page = await readChanges(db, reader(), { epoch, after: 10_000 }, 5)

    expect(page.changes).toHaveLength(5)
    expect(page).toMatchObject({ more: true, next: page.changes[4]?.position })
    expect(page.epoch).not.toBe(epoch)
    const rest = await readChanges(db, reader(), { epoch: page.epoch, after: page.next }, 5000)
    expect(rest.more).toBe(false)
    expect(await readChanges(db, reader(), { after: page.next }, 5000)).toMatchObject({
      changes: rest.changes,
    })
    expect(rest.changes[0]?.position).toBeGreaterThan(page.next)
  })

  it('[VFW1] is told, fact by fact, to listeners of another process', async () => {
    const [here, there] = pools
    const wakeUps = await listenForWakeUps(there!, () => {})
    const errors: unknown[] = []
    const watcher = await watchFeed(there!.db, wakeUps, (error) => errors.push(error))
    const told: string[] = []
    watcher.on(() => {
      throw new Error('a listener’s own fault')
    })
    watcher.on((changes) => {
      for (const { fact } of changes) if (fact.type === 'term') told.push(fact.key)
    })
    for (let i = 0; i < 30; i++) {
      await here!.db.transaction().execute((trx) => appendFacts(trx, newsroom, [term(`w-${i}`)], 1))
    }

    await until('all thirty', () => told.length >= 30)
    expect(told).toEqual(Array.from({ length: 30 }, (_, i) => `w-${i}`))
    expect(errors.length).toBeGreaterThan(0)
    await watcher.close()
    await wakeUps.close()
  })
})
