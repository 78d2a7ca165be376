/** Asks a worker whether the store's file is whole. */
import { Worker } from 'node:worker_threads'

/** What is wrong with the file, in SQLite's words; empty when it is whole. */
export function checkStore(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-store.worker.ts', import.meta.url), {
      workerData: file,
    })
    worker.once('message', (damage: string[]) => resolve(damage))
    worker.once('error', reject)
    worker.unref()
  })
}
