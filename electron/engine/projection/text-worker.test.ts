import { describe, expect, it, onTestFinished } from 'vitest'
import { Writer } from '../testing/a-story.ts'
import { TextWorker, TextWorkerLost, TextWorkFailed } from './text-worker.ts'

describe('text worker', () => {
  it('[DTW1] tells what it cannot do from what was under way when it died, and starts anew', async () => {
    const worker = new TextWorker()
    onTestFinished(() => worker.close())
    const whole = Writer.ofNewStory().state()
    const garbage = new Uint8Array([2, 255, 255, 255])
    await expect(worker.perform({ do: 'compact', parts: [garbage] })).rejects.toBeInstanceOf(
      TextWorkFailed,
    )
    const underWay = worker.perform({ do: 'compact', parts: [whole] })
    const outcome = expect(underWay).rejects.toBeInstanceOf(TextWorkerLost)
    await worker.close()
    await outcome
    expect(await worker.perform({ do: 'compact', parts: [whole] })).toBeInstanceOf(Uint8Array)
  })
})
