/** The thread that compacts, started when first needed. */
import { Worker } from 'node:worker_threads'

export interface CompactRequest {
  readonly id: number
  readonly updates: readonly Uint8Array[]
}
export type CompactAnswer =
  | { readonly id: number; readonly state: Uint8Array }
  | { readonly id: number; readonly error: string }

export interface CompactionWorker {
  compact(updates: readonly Uint8Array[]): Promise<Uint8Array>
  close(): Promise<void>
}

interface Pending {
  resolve(state: Uint8Array): void
  reject(error: Error): void
}

/** A worker that answers one request after another. */
export function compactionWorker(): CompactionWorker {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let last = 0

  function start(): Worker {
    const started = new Worker(new URL('./compact.worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: CompactAnswer) => {
      const asked = pending.get(answer.id)
      pending.delete(answer.id)
      if ('state' in answer) asked?.resolve(answer.state)
      else asked?.reject(new Error(answer.error))
    })
    const fail = (error: Error) => {
      worker = null
      for (const { reject } of pending.values()) reject(error)
      pending.clear()
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('the compaction thread ended')))
    return started
  }

  return {
    compact(updates) {
      worker ??= start()
      last += 1
      const request: CompactRequest = { id: last, updates }
      return new Promise((resolve, reject) => {
        pending.set(request.id, { resolve, reject })
        worker?.postMessage(request)
      })
    },
    async close() {
      await worker?.terminate()
    },
  }
}
