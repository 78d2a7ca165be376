/** Has a worker look after the store's file, away from the thread that writes the log. */
import { Worker } from 'node:worker_threads'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { CopyResult } from './copy-store.ts'

export type StoreCareTask =
  | { readonly do: 'check'; readonly file: string; readonly what: 'dear' | 'all' }
  | { readonly do: 'broken'; readonly file: string }
  | { readonly do: 'copy'; readonly folder: string; readonly at: number }

/** What is wrong with the file, in SQLite's words; empty when it is whole. */
export const checkStore = (file: string, what: 'dear' | 'all'): Promise<string[]> =>
  perform<string[]>({ do: 'check', file, what })

/** Stories of which newest rows are gone. */
export const brokenStories = (file: string): Promise<StoryId[]> =>
  perform<StoryId[]>({ do: 'broken', file })

/** Makes a good copy of the store in this folder. */
export const makeCopy = (folder: string, at: number): Promise<CopyResult> =>
  perform<CopyResult>({ do: 'copy', folder, at })

function perform<T>(task: StoreCareTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-store.worker.ts', import.meta.url), {
      workerData: task,
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.unref()
  })
}
