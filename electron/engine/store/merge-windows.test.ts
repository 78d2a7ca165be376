import { describe, expect, it } from 'vitest'
import { newUserId } from '../../../shared/model/ids.ts'
import { aStore } from '../testing/a-store.ts'
import { aStoryFact } from '../testing/a-story.ts'
import type { Store } from './store.ts'

const [story, majid] = [aStoryFact().id, newUserId()]

/** A log told in a line: what I write, what others write, what the server acknowledges. */
function aLog() {
  const store: Store = aStore()
  store.rows.ensure(story)
  const name = (text: string) => new TextEncoder().encode(text)
  const spell = (bodies: readonly Uint8Array[]) =>
    bodies.map((body) => new TextDecoder().decode(body)).join(' ')
  let clock = 0
  return {
    store,
    mine(text: string): number {
      clock += 1
      return store.log.append(story, name(text), clock)
    },
    theirs(text: string, from: number, to = from + 1): number {
      clock += 1
      return store.db.transaction(() => {
        const known = { from, authors: [majid] }
        const seq = store.log.appendForeign(story, name(text), to, clock, known)
        store.windows.foreign(story, seq, from, clock)
        store.rows.holds(story, to)
        return seq
      })
    },
    acknowledged(upTo: number, serverSeq: number): boolean {
      return store.db.transaction(() => {
        store.log.acknowledge(story, upTo, serverSeq)
        store.rows.holds(story, serverSeq)
        return store.windows.acknowledged(story, upTo, serverSeq)
      })
    },
    /** "ancestor | mine | theirs" of every complete window. */
    told(): string[] {
      return store.windows.complete(100).map((window) => {
        const rows = store.windows.rows(window)
        if (!rows) return 'not here'
        return [rows.ancestor, rows.mine, rows.theirs].map(spell).join(' | ')
      })
    },
  }
}

describe('windows of concurrency', () => {
  it('[MW1] set what others wrote while mine waited against it, and nothing else', () => {
    const log = aLog()
    log.theirs('before', 0)
    log.mine('a1')
    const last = log.mine('a2')
    log.theirs('b1', 1)
    log.theirs('b2', 2)
    expect(log.told()).toEqual([])
    expect(log.acknowledged(last, 4)).toBe(false)
    expect(log.told()).toEqual(['before | a1 a2 | b1 b2'])
    const [window] = log.store.windows.complete(1)
    expect(window && log.store.windows.rows(window)?.authors).toEqual([majid])
  })

  it('[MW2] leave out what the server logged after my rows', () => {
    const log = aLog()
    const seq = log.mine('a1')
    log.theirs('b1', 0)
    // Mine became 2; what follows may have been written in sight of it.
    log.theirs('b3', 2)
    log.acknowledged(seq, 2)
    expect(log.told()).toEqual([' | a1 | b1'])
  })

  it('[MW2] do not open for rows that the server already has', () => {
    const log = aLog()
    const seq = log.mine('a1')
    expect(log.acknowledged(seq, 1)).toBe(true)
    log.theirs('b2', 1)
    expect(log.told()).toEqual([])
    expect(log.store.windows.any(story)).toBe(false)
  })

  it('set what comes later against what still waits', () => {
    const log = aLog()
    const first = log.mine('a1')
    const second = log.mine('a2')
    log.theirs('b1', 0)
    log.theirs('b3', 2)
    log.acknowledged(first, 2)
    log.acknowledged(second, 4)
    expect(log.told()).toEqual([' | a1 a2 | b1', 'a1 b1 | a2 | b3'])
  })

  it('take rows of mine written between two of theirs as not knowing the second', () => {
    const log = aLog()
    log.mine('a1')
    log.theirs('b1', 0)
    const seq = log.mine('a2')
    log.theirs('b2', 1)
    log.acknowledged(seq, 3)
    expect(log.told()).toEqual([' | a1 | b1 b2', 'a1 b1 | a2 | b2'])
  })

  it('[MW11] are not opened beyond fifty of a story, and then it is named', () => {
    const log = aLog()
    const named: string[] = []
    log.store.windows.onTooMany = (one) => named.push(one)
    for (let n = 0; n < 50; n += 1) {
      log.mine(`a${n}`)
      log.theirs(`b${n}`, n)
    }
    // Nothing of mine is new to it.
    log.theirs('b50', 50)
    expect(named).toEqual([])
    log.mine('a51')
    log.theirs('b51', 51)
    expect(named).toEqual([story])
  })

  it('[MW8] set what I wrote at once after a deletion against it, and nothing later', () => {
    const log = aLog()
    log.theirs('b1', 0)
    const { store } = log
    const typed = (text: string, at: number) =>
      store.db.transaction(() => {
        const seq = store.log.append(story, new TextEncoder().encode(text), at)
        store.windows.mine(story, seq, at)
        return seq
      })
    store.windows.foreign(story, 2, 1, 10, true)
    store.log.appendForeign(story, new TextEncoder().encode('gone'), 2, 10, { from: 1 })
    typed('a1', 90)
    const seq = typed('a2', 1000)
    log.acknowledged(seq, 3)
    const [window] = store.windows.complete(1)
    const rows = window && store.windows.rows(window)
    const spelled = (bodies: readonly Uint8Array[] | undefined) =>
      bodies?.map((body) => new TextDecoder().decode(body)).join(' ')
    expect(spelled(rows?.mine)).toBe('')
    expect(spelled(rows?.late)).toBe('a1')
    expect(spelled(rows?.theirs)).toBe('gone')
  })

  it('[MW8] hold on to it when the clock is set right before it is judged', () => {
    const { store, ...log } = aLog()
    log.theirs('b1', 0)
    store.windows.foreign(story, 2, 1, 10, true)
    store.log.appendForeign(story, new TextEncoder().encode('gone'), 2, 10, { from: 1 })
    const seq = store.db.transaction(() => {
      const typed = store.log.append(story, new TextEncoder().encode('a1'), 90_000)
      store.windows.mine(story, typed, 90)
      return typed
    })
    log.acknowledged(seq, 3)
    const [window] = store.windows.complete(1)
    expect(window && store.windows.rows(window)?.late).toHaveLength(1)
  })

  it('[MW1] find what the server had before mine although it comes after the acknowledgement', () => {
    const log = aLog()
    const seq = log.mine('a1')
    expect(
      log.store.db.transaction(() => {
        log.store.log.acknowledge(story, seq, 2)
        return log.store.windows.acknowledged(story, seq, 2)
      }),
    ).toBe(false)
    log.theirs('b1', 0, 1)
    expect(log.told()).toEqual([' | a1 | b1'])
  })
})
