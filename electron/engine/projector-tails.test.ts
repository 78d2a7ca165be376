import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { newStoryId, type StoryId } from '../../shared/model/ids.ts'
import { TextWorker } from './projection/text-worker.ts'
import { Projector } from './projector.ts'
import type { Store } from './store/store.ts'
import { withDocument } from './store/story-texts.ts'
import { aStore } from './testing/a-store.ts'
import { Writer } from './testing/a-story.ts'

/** Timers stand still until a test moves them; workers and promises do not wait for them. */
function aProjector() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const store = aStore()
  const worker = new TextWorker()
  let projected = 0
  const projector = new Projector({
    store,
    worker,
    clock: () => 10 ** 9,
    onProjected: () => {
      projected += 1
    },
    onGap: () => undefined,
  })
  onTestFinished(async () => {
    await projector.close()
    await worker.close()
  })
  return { store, projector, projections: () => projected }
}

afterEach(() => vi.useRealTimers())

function aStory(store: Store): { story: StoryId; writer: Writer } {
  const story = newStoryId()
  const writer = Writer.ofNewStory()
  store.rows.create(story, 'en', 'news', 1)
  write(store, story, writer.state())
  return { story, writer }
}

/** A row that the server has and the merge guard does not need. */
function write(store: Store, story: StoryId, update: Uint8Array): void {
  const seq = store.log.append(story, update, 1)
  store.log.acknowledge(story, seq, 1)
  store.bases.release(story)
}

const rowsOf = (store: Store, story: StoryId): number =>
  store.db.get<{ n: number }>('select count(*) as n from log where story = ?', story)?.n ?? 0

/** Moves the clock on in small steps, because work between two timers takes its own time. */
async function until(holds: () => boolean, step = 0): Promise<void> {
  while (!holds()) {
    vi.advanceTimersByTime(step)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const headline = (store: Store, story: StoryId): string =>
  withDocument(store.texts.parts(story).parts, (doc) => headlineOf(doc).toString())

describe('the tail of a story', () => {
  it('[DTL1] is folded after a few dozen rows while somebody writes', async () => {
    const { store, projector } = aProjector()
    const { story, writer } = aStory(store)
    for (let key = 0; key < 40; key += 1) write(store, story, writer.type('x'))
    projector.touch(story)
    await until(() => rowsOf(store, story) === 0, 10)
    expect(headline(store, story)).toBe('x'.repeat(40))
  })

  it('[DTL1] is folded when the story is left, and when nobody writes', async () => {
    const { store, projector, projections } = aProjector()
    const { story, writer } = aStory(store)
    for (let key = 0; key < 10; key += 1) write(store, story, writer.type('x'))
    projector.touch(story)
    vi.advanceTimersByTime(250)
    await until(() => projections() === 1)
    expect(rowsOf(store, story)).toBe(11)
    projector.tidy(story)
    await until(() => rowsOf(store, story) === 0, 10)

    for (let key = 0; key < 10; key += 1) write(store, story, writer.type('y'))
    projector.touch(story)
    vi.advanceTimersByTime(250)
    await until(() => projections() === 2)
    expect(rowsOf(store, story)).toBe(10)
    await until(() => rowsOf(store, story) === 0, 100)
    expect(headline(store, story)).toBe('x'.repeat(10) + 'y'.repeat(10))
  })
})
