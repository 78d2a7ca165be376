/** The picture worker from outside: started at the first picture, started anew if it dies. */
import { Worker } from 'node:worker_threads'
import { RemoteError } from '../../../shared/model/errors.ts'
import { BadPicture } from './bad-picture.ts'
import type { Examined } from './examine.ts'
import type { PictureAnswer, PictureRequest } from './picture.worker.ts'

interface Waiting {
  readonly resolve: (examined: Examined) => void
  readonly reject: (error: Error) => void
}

export class PictureWorker {
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1

  /** Examines a picture on another thread. */
  examine(bytes: Uint8Array): Promise<Examined> {
    const id = this.#nextId++
    const worker = this.#running()
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ id, bytes } satisfies PictureRequest)
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./picture.worker.ts', import.meta.url))
    worker.on('message', (answer: PictureAnswer) => this.#hear(answer))
    worker.on('error', () => this.#lost(worker))
    worker.on('exit', () => this.#lost(worker))
    this.#worker = worker
    return worker
  }

  #hear(answer: PictureAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.ok) waiting?.resolve(answer.examined)
    else waiting?.reject(new RemoteError(answer.error))
  }

  /** A decoder that dies takes its picture with it, nothing else. */
  #lost(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(new BadPicture('picture-damaged'))
  }
}
