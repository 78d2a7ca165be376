import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { isSuspected } from './store/damaged-file.ts'
import type { Store } from './store/store.ts'
import { StoreFailure } from './store/store-failure.ts'
import { StoreCare } from './store-care.ts'
import { until } from './testing/a-desk.ts'
import { aStore } from './testing/a-store.ts'
import { aStoryFact, Writer } from './testing/a-story.ts'
import { behindTheBack, damagePage, rootPageOf, settle } from './testing/faulty-disk.ts'

function cared(store: Store) {
  const onDamaged = vi.fn()
  const care = new StoreCare({
    store,
    clock: Date.now,
    onDamaged,
    onGap: () => {},
    onNote: () => {},
  })
  onTestFinished(() => care.close())
  return { care, onDamaged }
}

describe('the care of a store', () => {
  it('[DSV6] tells whoever meets damage of that, also where the suspicion cannot be noted', async () => {
    const store = aStore()
    const fact = aStoryFact()
    store.facts.apply(fact)
    store.log.append(fact.id, Writer.ofNewStory().state(), 1)
    const { onDamaged } = cared(store)
    // Nothing can be written under that name.
    mkdirSync(join(store.folder, 'suspected'))
    settle(store.file)
    damagePage(store.file, rootPageOf(store.file, 'log'))
    behindTheBack(store.file, "insert or replace into mark values ('touched', 'yes')")
    const read = () => store.log.tail(fact.id, 0)
    expect(read).toThrow(expect.objectContaining({ code: 'store-damaged' }))
    await until(() => onDamaged.mock.calls.length === 1, 'the check to find it')
  })

  it('[DSV6] checks a file that is called damaged, and trusts it again when it is whole', async () => {
    const store = aStore()
    const { onDamaged } = cared(store)
    store.db.onDamage()
    expect(isSuspected(store.folder)).toBe(true)
    await until(() => !isSuspected(store.folder), 'the check to find nothing')
    expect(onDamaged).not.toHaveBeenCalled()
    store.db.onDamage()
    expect(isSuspected(store.folder)).toBe(true)
  })

  it('[DSV7] names words that are gone as soon as the disk takes the note', async () => {
    const store = aStore()
    const fact = aStoryFact()
    store.facts.apply(fact)
    store.log.append(fact.id, Writer.ofNewStory().state(), 1)
    store.db.run('delete from log')
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { care } = cared(store)
    const look = vi.spyOn(care, 'lookForLostRows')
    look.mockRejectedValueOnce(new StoreFailure('disk-full', null))
    await vi.advanceTimersByTimeAsync(5000)
    expect(store.care.unread()).toEqual([])
    await vi.advanceTimersByTimeAsync(15_000)
    vi.useRealTimers()
    await until(() => store.care.unread().length > 0, 'the note')
    expect(store.care.unread()).toMatchObject([{ what: { kind: 'words-missing', story: fact.id } }])
  })

  it('[DSV6] believes it at the third time, whatever the check finds', () => {
    const store = aStore()
    const { onDamaged } = cared(store)
    store.db.onDamage()
    store.db.onDamage()
    expect(onDamaged).not.toHaveBeenCalled()
    store.db.onDamage()
    store.db.onDamage()
    expect(onDamaged).toHaveBeenCalledTimes(1)
  })
})
