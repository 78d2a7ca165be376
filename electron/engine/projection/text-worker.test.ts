import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
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

  it('[DTW2] is let come to an end by itself when it is closed, also in the midst of its start', async () => {
    const ample = 60_000
    const worker = new TextWorker()
    const whole = Writer.ofNewStory().state()
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    onTestFinished(() => terminate.mockRestore())
    const starting = expect(worker.perform({ do: 'compact', parts: [whole] })).rejects.toThrow(
      'closed',
    )
    await worker.close(ample)
    await starting
    await worker.perform({ do: 'compact', parts: [whole] })
    await worker.close(ample)
    await worker.close(ample)
    expect(terminate).not.toHaveBeenCalled()
  })
})
