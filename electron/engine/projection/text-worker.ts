/**
 * The text worker from outside: started at the first task, started anew if it dies.
 *
 * DTW1  What the worker cannot do is told from what was under way when it died: nothing is known of
 *       those bytes, and they are worth another try.
 * DTW2  Closing ends the thread between two tasks. Stopped in the midst of one, or of its start, V8
 *       may take the whole process with it.
 */
import { Worker } from 'node:worker_threads'
import { NewsroomError } from '../../../shared/model/errors.ts'
import type { TextAnswer, TextRequest, TextResults, TextTask } from './text-tasks.ts'

/** The worker could not do it: these bytes will not do better next time. */
export class TextWorkFailed extends NewsroomError {
  readonly code = 'text-work-failed'
  readonly retry = 'never'
}

/** The worker died, perhaps over another task than this one. */
export class TextWorkerLost extends NewsroomError {
  readonly code = 'text-worker-lost'
  readonly retry = 'later'
}

/** How long a closed worker may take over the task it is at, in milliseconds. */
const enough = 5000

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

export class TextWorker {
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1

  /** Does the task on another thread. */
  perform<T extends TextTask>(task: T): Promise<TextResults[T['do']]> {
    const id = this.#nextId++
    const worker = this.#running()
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject })
      worker.postMessage({ id, task } satisfies TextRequest)
    })
  }

  /** What was asked of it is lost; resolves when the thread has ended. */
  async close(patience = enough): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.#lost(worker, 'the text worker was closed')
    worker.postMessage(null)
    const late = setTimeout(() => void worker.terminate(), patience)
    await ended
    clearTimeout(late)
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./text.worker.ts', import.meta.url))
    worker.on('message', (answer: TextAnswer) => this.#hear(answer))
    worker.on('error', (error) => this.#lost(worker, error.message))
    worker.on('exit', (code) => this.#lost(worker, `the text worker ended (${code})`))
    this.#worker = worker
    return worker
  }

  #hear(answer: TextAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.ok) waiting?.resolve(answer.result)
    else waiting?.reject(new TextWorkFailed(answer.message))
  }

  #lost(worker: Worker, why: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(new TextWorkerLost(why))
  }
}
