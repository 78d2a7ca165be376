import { describe, expect, it, onTestFinished } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import { projectText } from './projection/project-text.ts'
import { TextWorkerLost } from './projection/text-worker.ts'
import { Projector } from './projector.ts'
import { until } from './testing/a-desk.ts'
import { aStore } from './testing/a-store.ts'
import { Writer } from './testing/a-story.ts'

describe('projector', () => {
  it('[DPRJ3] computes every story but the one over which the worker dies', async () => {
    const store = aStore()
    const stories = Array.from({ length: 10 }, (_, i) => {
      const story = newStoryId()
      const writer = Writer.ofNewStory()
      writer.type(`Headline ${i}`)
      store.rows.create(story, 'en', 'news', 1)
      store.log.append(story, writer.state(), 1)
      return story
    })
    const [deadly, ...others] = stories
    const poison = store.texts.parts(deadly!).parts[0] as Uint8Array
    const underWay = new Set<(error: Error) => void>()
    const worker = {
      perform: ({ parts }: { parts: readonly Uint8Array[] }) =>
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
        }),
    }
    const projector = new Projector({
      store,
      worker: worker as never,
      clock: () => 1,
      onProjected: () => {},
      onGap: () => {},
    })
    onTestFinished(() => projector.close())

    projector.catchUp()
    await until(() => store.rows.stale(20).length === 0, 'all to be computed')
    expect(others.map((story) => store.rows.get(story)?.headline)).toEqual(
      others.map((_, i) => `Headline ${i + 1}`),
    )
    expect(store.rows.get(deadly!)?.headline).toBe('')
  })
})
