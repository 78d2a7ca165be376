import { describe, expect, it, onTestFinished } from 'vitest'
import { newStoryId, type StoryId } from '../../shared/model/ids.ts'
import { projectText } from './projection/project-text.ts'
import { TextWorkerLost } from './projection/text-worker.ts'
import { Projector } from './projector.ts'
import { until } from './testing/a-desk.ts'
import { aStore } from './testing/a-store.ts'
import { Writer } from './testing/a-story.ts'

type Perform = (job: { readonly parts: readonly Uint8Array[] }) => Promise<unknown>

function aProjector(store: ReturnType<typeof aStore>, perform: Perform): Projector {
  const projector = new Projector({
    store,
    worker: { perform } as never,
    clock: () => 1,
    onProjected: () => {},
    onGap: () => {},
  })
  onTestFinished(() => projector.close())
  return projector
}

/** A story with one log row for each of these words. */
function aWrittenStory(store: ReturnType<typeof aStore>, ...words: string[]): StoryId {
  const story = newStoryId()
  const writer = Writer.ofNewStory()
  store.rows.create(story, 'en', 'news', 1)
  store.log.append(story, writer.state(), 1)
  for (const word of words) store.log.append(story, writer.type(word), 1)
  return story
}

describe('projector', () => {
  it('[DPRJ3] computes every story but the one over which the worker dies', async () => {
    const store = aStore()
    const stories = Array.from({ length: 10 }, (_, i) => aWrittenStory(store, `Headline ${i}`))
    const [deadly, ...others] = stories
    const poison = store.texts.parts(deadly!).parts[0] as Uint8Array
    const underWay = new Set<(error: Error) => void>()
    const perform: Perform = ({ parts }) =>
      new Promise((resolve, reject) => {
        underWay.add(reject)
        setImmediate(() => {
          if (Buffer.compare(parts[0] as Uint8Array, poison) !== 0) {
            resolve(projectText(parts, null))
            underWay.delete(reject)
            return
          }
          for (const lose of underWay) lose(new TextWorkerLost('out of memory'))
          underWay.clear()
        })
      })
    const projector = aProjector(store, perform)

    projector.catchUp()
    await until(() => store.rows.stale(20).length === 0, 'all to be computed')
    expect(others.map((story) => store.rows.get(story)?.headline)).toEqual(
      others.map((_, i) => `Headline ${i + 1}`),
    )
    expect(store.rows.get(deadly!)?.headline).toBe('')
  })

  it('[DPRJ4] does not go round in circles over rows that are gone', async () => {
    const store = aStore()
    const [whole, gone, cut] = ['Whole', 'Gone', 'Cut'].map((word) =>
      aWrittenStory(store, word, ' off'),
    ) as [StoryId, StoryId, StoryId]
    store.db.run('delete from log where story = ?', gone)
    store.db.run('delete from log where seq = ?', store.rows.get(cut)?.lastSeq ?? 0)
    let performed = 0
    const projector = aProjector(store, async ({ parts }) => {
      performed += 1
      return projectText(parts, null)
    })
    projector.catchUp()
    await until(() => store.rows.get(whole)?.headline === 'Whole off', 'the whole one')
    expect(store.rows.get(cut)?.headline).toBe('Cut')
    expect(store.rows.stale(20)).toEqual([])
    expect(performed).toBe(2)
    // What comes of it later is computed like any other.
    store.log.append(gone, Writer.ofNewStory().state(), 2)
    expect(store.rows.stale(20)).toEqual([gone])
  })
})
