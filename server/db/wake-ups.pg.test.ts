import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDatabase, type TestDatabase } from '../testing/a-database.ts'
import { until } from '../testing/until.ts'
import { type Database, openDatabase } from './open-database.ts'
import { listenerName, listenForWakeUps, type WakeUp, type WakeUps, wake } from './wake-ups.ts'

let place: TestDatabase
let here: Database
let there: Database
let wakeUps: WakeUps
const errors: Error[] = []
beforeAll(async () => {
  place = await aDatabase()
  ;[here, there] = [1, 2].map(() => openDatabase(place.url, (error) => errors.push(error))) as [
    Database,
    Database,
  ]
  wakeUps = await listenForWakeUps(here, (error) => errors.push(error))
})
afterAll(async () => {
  await wakeUps.close()
  await Promise.all([here.close(), there.close()])
  await place.drop()
})

/** Counts wake-ups apart: our own doing, and other processes' (the poll among them). */
function listening() {
  const heard = { own: 0, others: 0 }
  wakeUps.on('log', ({ own }: WakeUp) => {
    heard[own ? 'own' : 'others'] += 1
  })
  return heard
}

describe('wake-ups', () => {
  it('tell our own doing from that of other processes', async () => {
    const heard = listening()
    await wake(here.db, 'log')
    await until('our own', () => heard.own === 1)
    await wake(there.db, 'log', 'feed')
    await until('the other one', () => heard.others >= 1)
    expect(heard.own).toBe(1)
  })

  it('come only when the transaction commits', async () => {
    const heard = listening()
    const failed = here.db.transaction().execute(async (trx) => {
      await wake(trx, 'log')
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await wake(here.db, 'log')
    await until('the second', () => heard.own >= 1)
    expect(heard.own).toBe(1)
  })

  it('know whether anybody else listens', async () => {
    await until('to be alone', () => !wakeUps.hasSiblings())
    const others = await listenForWakeUps(there, (error) => errors.push(error))
    expect(others.hasSiblings()).toBe(true)
    await until('the other one', () => wakeUps.hasSiblings())
    await others.close()
    await until('to be alone again', () => !wakeUps.hasSiblings())
  })

  it('go on when the listening connection was cut', async () => {
    const heard = listening()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = ${listenerName}`.execute(there.db)

    await until('a new connection to hear', async () => {
      await wake(here.db, 'log')
      return heard.own > 0
    })
    expect(errors.length).toBeGreaterThan(0)
    await wake(there.db, 'log')
    await until('the other process', () => heard.others > 0)
  })
})
