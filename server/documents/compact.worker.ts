/** Compacts off the main thread: `CompactRequest` in, `CompactAnswer` out. */
import { parentPort } from 'node:worker_threads'
import { compactState } from './compact-state.ts'
import type { CompactAnswer, CompactRequest } from './compaction-worker.ts'

parentPort?.on('message', ({ id, updates }: CompactRequest) => {
  parentPort?.postMessage(answer(id, updates))
})

function answer(id: number, updates: readonly Uint8Array[]): CompactAnswer {
  try {
    return { id, state: compactState(updates) }
  } catch (error) {
    return { id, error: String(error) }
  }
}
