import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newStoryId } from '../../../shared/model/ids.ts'
import { aFolder } from '../testing/a-store.ts'
import { Database } from './database.ts'
import { StoreFailure } from './store-failure.ts'
import { type BatchClock, type Trouble, WriteBatch } from './write-batch.ts'

/** A clock that moves when told to. */
class HeldClock implements BatchClock {
  #due: (() => void)[] = []
  soon(work: () => void): void {
    this.#due.push(work)
  }
  later(work: () => void): () => void {
    this.#due.push(work)
    return () => {}
  }
  tick(): void {
    for (const work of this.#due.splice(0)) work()
  }
}

function aBatch() {
  const db = new Database(join(aFolder(), 'store.db'))
  const clock = new HeldClock()
  const troubles: (Trouble | null)[] = []
  const batch = new WriteBatch(db, (trouble) => troubles.push(trouble), clock)
  const story = newStoryId()
  const ran: string[] = []
  const put = (key: string, size = 1) =>
    batch.add(story, () => {
      ran.push(key)
      db.run('insert into mark (key, value) values (?, ?)', key, 'x'.repeat(size))
      return key
    })
  const keys = () => db.all<{ key: string }>('select key from mark order by key').map((r) => r.key)
  return { db, clock, troubles, story, put, keys, ran }
}

const settled = async (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), Promise.resolve().then(() => Promise.resolve(false))])

describe('write batch', () => {
  it('[DWB1] answers only after the one transaction that holds everything of the tick', async () => {
    const { clock, put, keys } = aBatch()
    const writes = ['a', 'b', 'c'].map((key) => put(key))
    expect(await settled(Promise.any(writes))).toBe(false)
    expect(keys()).toEqual([])
    clock.tick()
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(await Promise.all(writes)).toEqual(['a', 'b', 'c'])
  })

  it('[DWB2] says why a full disk takes nothing, keeps all of it, and writes it when there is room', async () => {
    const { db, clock, troubles, put, keys, story, ran } = aBatch()
    const pages = db.get<{ page_count: number }>('pragma page_count')?.page_count ?? 0
    db.exec(`pragma max_page_count = ${pages + 1}`)
    const big = put('big', 200_000)
    clock.tick()
    expect(await settled(big)).toBe(false)
    expect(troubles).toHaveLength(1)
    expect(troubles[0]).toMatchObject({ failure: { code: 'disk-full' }, stories: [story] })
    const small = put('and later')
    clock.tick()
    expect(await settled(small)).toBe(false)
    expect(keys()).toEqual([])
    db.exec('pragma max_page_count = 100000')
    clock.tick()
    expect(await Promise.all([big, small])).toEqual(['big', 'and later'])
    expect(keys()).toEqual(['and later', 'big'])
    expect(ran.slice(-2)).toEqual(['big', 'and later'])
    expect(troubles.at(-1)).toBeNull()
  })

  it('lets a write that is itself at fault fail alone', async () => {
    const { clock, put, keys } = aBatch()
    const good = put('a')
    const bad = put('a')
    const other = put('b')
    bad.catch(() => {})
    clock.tick()
    expect(await Promise.all([good, other])).toEqual(['a', 'b'])
    await expect(bad).rejects.toThrow(/UNIQUE/)
    expect(keys()).toEqual(['a', 'b'])
  })
})

describe('the database', () => {
  it('[DDB1] leaves no trace of a transaction that fails', () => {
    const { db, keys } = aBatch()
    expect(() =>
      db.transaction(() => {
        db.run('insert into mark (key, value) values (?, ?)', 'a', 'x')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(keys()).toEqual([])
  })

  it('[DDB2] tells a locked file from a full disk', () => {
    const file = join(aFolder(), 'store.db')
    const one = new Database(file)
    const other = new Database(file)
    other.exec('pragma busy_timeout = 0')
    one.exec('begin immediate')
    let failure: unknown
    try {
      other.run('insert into mark (key, value) values (?, ?)', 'a', 'x')
    } catch (error) {
      failure = error
    }
    one.exec('rollback')
    expect(failure).toBeInstanceOf(StoreFailure)
    expect(failure).toMatchObject({ code: 'store-locked', retry: 'later' })
    expect((failure as StoreFailure).remedy).not.toBe('')
  })

  it('[DMG1] is not opened by a program older than the one that wrote it', () => {
    const file = join(aFolder(), 'store.db')
    const db = new Database(file)
    db.exec('pragma user_version = 99')
    db.close()
    expect(() => new Database(file)).toThrow(expect.objectContaining({ code: 'store-too-new' }))
  })
})
