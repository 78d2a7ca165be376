/** The thread that compacts documents and looks through them, started when first needed. */
import { Worker } from 'node:worker_threads'
import type { Shown } from './look-through.ts'

export interface DocumentTask {
  readonly id: number
  readonly work: 'compact' | 'look-through'
  readonly updates: readonly Uint8Array[]
}
export type DocumentAnswer =
  | { readonly id: number; readonly result: Uint8Array | Shown }
  | { readonly id: number; readonly error: string }

export interface CompactionWorker {
  compact(updates: readonly Uint8Array[]): Promise<Uint8Array>
  /** What the updates show, and what they wait for. */
  lookThrough(updates: readonly Uint8Array[]): Promise<Shown>
  close(): Promise<void>
}

interface Pending {
  resolve(result: Uint8Array | Shown): void
  reject(error: Error): void
}

/** How long a closed worker may take over the document it is at, in milliseconds. */
const patience = 2000

/** A worker that answers one request after another. */
export function compactionWorker(): CompactionWorker {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let last = 0

  function start(): Worker {
    const started = new Worker(new URL('./compact.worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: DocumentAnswer) => {
      const asked = pending.get(answer.id)
      pending.delete(answer.id)
      if ('result' in answer) asked?.resolve(answer.result)
      else asked?.reject(new Error(answer.error))
    })
    const fail = (error: Error) => {
      // It fails and then ends: by then another may be at work.
      if (worker !== started) return
      worker = null
      for (const { reject } of pending.values()) reject(error)
      pending.clear()
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('the compaction thread ended')))
    return started
  }

  function perform(work: DocumentTask['work'], updates: readonly Uint8Array[]) {
    worker ??= start()
    last += 1
    const task: DocumentTask = { id: last, work, updates }
    return new Promise<Uint8Array | Shown>((resolve, reject) => {
      pending.set(task.id, { resolve, reject })
      worker?.postMessage(task)
    })
  }

  return {
    compact: (updates) => perform('compact', updates) as Promise<Uint8Array>,
    lookThrough: (updates) => perform('look-through', updates) as Promise<Shown>,
    async close() {
      const closing = worker
      if (!closing) return
      const ended = new Promise<void>((resolve) => closing.once('exit', () => resolve()))
      // Stopped in the midst of its start, V8 may take the whole process with it.
      closing.postMessage(null)
      const late = setTimeout(() => void closing.terminate(), patience)
      await ended
      clearTimeout(late)
    },
  }
}
