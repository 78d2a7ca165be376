import { describe, expect, it } from 'vitest'
import type { Command } from '../../../shared/model/commands.ts'
import { newBreakingId, newCommandId, newStoryId } from '../../../shared/model/ids.ts'
import { aFolder, aStore } from '../testing/a-store.ts'

const story = newStoryId()
const withdraw: Command = { do: 'withdraw', story }
const recall = (): Command => ({ do: 'breaking-recall', breaking: newBreakingId() })

describe('outbox', () => {
  it('[DOB1] holds a queued command after the engine died and came back', () => {
    const folder = aFolder()
    const id = newCommandId()
    const before = aStore({ folder })
    before.outbox.add(id, withdraw, 5, 3)
    before.close()
    const { outbox } = aStore({ folder })
    expect(outbox.waiting()).toEqual([
      { id, command: withdraw, issuedAt: 5, afterSeq: 3, counter: null },
    ])
  })

  it('[DOB2] lists commands in the order they came, of all subjects or of one', () => {
    const { outbox } = aStore()
    const ids = [withdraw, recall(), withdraw].map((command) => {
      const id = newCommandId()
      outbox.add(id, command, 1, 0)
      return id
    })
    expect(outbox.waiting().map(({ id }) => id)).toEqual(ids)
    expect(outbox.waiting(story).map(({ id }) => id)).toEqual([ids[0], ids[2]])
  })

  it('[DOB3] takes one verdict for a command, however often it arrives', () => {
    const { outbox } = aStore()
    const [kept, gone] = [newCommandId(), newCommandId()]
    outbox.add(kept, withdraw, 1, 0)
    outbox.add(gone, withdraw, 1, 0)
    expect(outbox.accepted(gone)).toBe(true)
    expect(outbox.accepted(gone)).toBe(false)
    expect(outbox.refused(kept, 'stage-moved-on', 9)).toBe(true)
    expect(outbox.refused(kept, 'not-allowed', 10)).toBe(false)
    expect(outbox.waiting()).toEqual([])
    expect(outbox.rows()).toMatchObject([
      { id: kept, state: { at: 'refused', because: 'stage-moved-on', when: 9 } },
    ])
  })

  it('[DOB4] lets a command be withdrawn until it may have left, and a refused one be cleared', () => {
    const { outbox } = aStore()
    const [first, second] = [newCommandId(), newCommandId()]
    outbox.add(first, withdraw, 1, 0)
    outbox.add(second, recall(), 1, 0)
    expect(outbox.withdraw(first)).toBe(true)
    outbox.leave(second, 1)
    expect(outbox.withdraw(second)).toBe(false)
    outbox.refused(second, 'unknown-line', 2)
    expect(outbox.withdraw(second)).toBe(true)
    expect(outbox.rows()).toEqual([])
  })

  it('draws a counter once, at the first leaving, rising over restarts', () => {
    const folder = aFolder()
    const before = aStore({ folder })
    const [first, second] = [newCommandId(), newCommandId()]
    before.outbox.add(first, withdraw, 1, 0)
    before.outbox.add(second, withdraw, 1, 0)
    expect([before.outbox.leave(second, 1), before.outbox.leave(second, 1)]).toEqual([1, 1])
    before.close()
    expect(aStore({ folder }).outbox.leave(first, 1)).toBe(2)
  })

  it('[DOB5] goes on beyond the server’s time, so that a restored old store repeats no counter', () => {
    const folder = aFolder()
    const { outbox } = aStore({ folder })
    const [first, second] = [newCommandId(), newCommandId()]
    outbox.add(first, withdraw, 1, 0)
    outbox.add(second, withdraw, 1, 0)
    expect(outbox.leave(first, 5000)).toBe(5000)
    // A clock that stands still or goes back does not matter.
    expect(outbox.leave(second, 4000)).toBe(5001)
    outbox.drawAgain(first)
    expect(outbox.leave(first, 9000)).toBe(9000)
  })

  it('names the stories that the server does not know yet', () => {
    const { outbox } = aStore()
    const create = {
      do: 'create-story',
      story,
      desk: 'city',
      language: 'en',
      translationGroup: newStoryId(),
    } as unknown as Command
    const id = newCommandId()
    outbox.add(id, create, 1, 0)
    expect(outbox.unborn()).toEqual([story])
    outbox.accepted(id)
    expect(outbox.unborn()).toEqual([])
  })
})
