import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newStoryId, type StoryId } from '../../../shared/model/ids.ts'
import { TextWorkerLost, TextWorkFailed } from '../projection/text-worker.ts'
import type { Store } from '../store/store.ts'
import { purgeText } from '../store/story-purge.ts'
import { aStore, me } from '../testing/a-store.ts'
import { Writer } from '../testing/a-story.ts'
import { MergeDesk } from './merge-desk.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A story in which others wrote while a row of mine waited, acknowledged by now. */
function aMetStory(store: Store): StoryId {
  const story = newStoryId()
  const writer = Writer.ofNewStory()
  store.rows.create(story, 'en', 'news', 1)
  const mine = store.log.append(story, writer.state(), 1)
  const theirs = store.log.appendForeign(story, writer.type('a'), 1, 2, { from: 0 })
  store.windows.foreign(story, theirs, 0, 2)
  store.log.acknowledge(story, mine, 2)
  store.rows.holds(story, 2)
  store.windows.acknowledged(story, mine, 2)
  expect(store.windows.complete(100).some((window) => window.story === story)).toBe(true)
  return story
}

type Judge = (nth: number) => unknown

function aMergeDesk(store: Store, judge: Judge) {
  let judged = 0
  const worker = {
    perform: async () => {
      judged += 1
      const answer = judge(judged)
      if (answer instanceof Error) throw answer
      return answer as never
    },
  }
  const asked: StoryId[] = []
  const desk = new MergeDesk({
    store,
    worker,
    clock: () => 5,
    me: () => me,
    mayWrite: () => true,
    onGap: (story) => void asked.push(story),
    onFound: () => {},
  })
  return { desk, asked, judged: () => judged }
}

const nothing = { kind: 'one-side' } as const
const gap = { kind: 'gap' } as const
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)

describe('merge desk', () => {
  it('[MW9] judges a merge again when the worker died over it', async () => {
    const store = aStore()
    const story = aMetStory(store)
    const died = new TextWorkerLost('out of memory')
    const { desk, judged } = aMergeDesk(store, (nth) => (nth === 1 ? died : nothing))
    desk.poke()
    await vi.advanceTimersByTimeAsync(1000)
    expect(judged()).toBe(1)
    expect(store.windows.any(story)).toBe(true)
    await minutes(1)
    expect(judged()).toBe(2)
    expect(store.windows.any(story)).toBe(false)
    await desk.close()
  })

  it('[MW9] gives a merge up that kills every worker, and bytes that cannot be judged at once', async () => {
    const store = aStore()
    const deadly = aMetStory(store)
    const { desk, judged } = aMergeDesk(store, () => new TextWorkerLost('out of memory'))
    desk.poke()
    await minutes(10)
    expect(judged()).toBe(3)
    expect(store.windows.any(deadly)).toBe(false)
    await desk.close()
    const broken = aMetStory(store)
    const other = aMergeDesk(store, () => new TextWorkFailed('no update'))
    other.desk.poke()
    await minutes(1)
    expect(other.judged()).toBe(1)
    expect(store.windows.any(broken)).toBe(false)
    await other.desk.close()
  })

  it('[MW10] lets merges with missing pieces hold up no other, and looks ever less often', async () => {
    const store = aStore()
    const stuck = Array.from({ length: 30 }, () => aMetStory(store))
    const last = aMetStory(store)
    let looks = 0
    const { desk, asked, judged } = aMergeDesk(store, (nth) => {
      looks += 1
      return nth === stuck.length + 1 ? nothing : gap
    })
    desk.poke()
    await vi.advanceTimersByTimeAsync(500)
    expect(store.windows.any(last)).toBe(false)
    expect(asked).toEqual(stuck)
    for (let second = 0; second < 600; second += 1) {
      desk.poke()
      await vi.advanceTimersByTimeAsync(1000)
    }
    // Six doubling waits in the first minute, then once a minute.
    expect(judged()).toBe(looks)
    expect(judged()).toBeLessThan(20 * stuck.length)
    expect(judged()).toBeGreaterThan(10 * stuck.length)
    await desk.close()
  })

  it('[MW10] waits no longer for the pieces of a story that has left this device', async () => {
    const store = aStore()
    const story = aMetStory(store)
    const { desk, asked } = aMergeDesk(store, () => gap)
    desk.poke()
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([story])
    store.db.transaction(() => purgeText(store, story))
    const looks = vi.spyOn(store.windows, 'complete')
    await minutes(1)
    expect(looks.mock.calls.length).toBeLessThan(3)
    await desk.close()
  })

  it('[DQT4] keeps nothing of a story that left this device while it was judged', async () => {
    const store = aStore()
    const story = aMetStory(store)
    const content = { headline: 'Not for these eyes' } as never
    const side = { hash: 'a'.repeat(64) as never, content }
    const { desk } = aMergeDesk(store, () => {
      store.db.transaction(() => purgeText(store, story))
      return { kind: 'judged', findings: [], mine: side, theirs: side }
    })
    // Long enough away for both sides to be kept.
    store.db.run('update log set at = -100000 where mine = 1')
    desk.poke()
    await minutes(1)
    expect(store.db.all('select label from version')).toEqual([])
    await desk.close()
  })
})
