/** Compacts and looks through documents off the main thread: `DocumentTask` in, `DocumentAnswer` out. */
import { parentPort } from 'node:worker_threads'
import { compactState } from './compact-state.ts'
import type { DocumentAnswer, DocumentTask } from './compaction-worker.ts'
import { lookThrough } from './look-through.ts'

parentPort?.on('message', (task: DocumentTask | null) => {
  // Nothing more is wanted: with its port closed the thread ends by itself.
  if (!task) return parentPort?.close()
  parentPort?.postMessage(answer(task))
})

function answer({ id, work, updates }: DocumentTask): DocumentAnswer {
  try {
    return { id, result: work === 'compact' ? compactState(updates) : lookThrough(updates) }
  } catch (error) {
    return { id, error: String(error) }
  }
}
