/** Looks after the store's file on a thread of its own: checks it, reads it, copies it. */
import { parentPort, workerData } from 'node:worker_threads'
import { findBrokenStories } from './broken-stories.ts'
import type { StoreCareTask } from './check-store.ts'
import { copyStore } from './copy-store.ts'
import { findDamage } from './find-damage.ts'

function perform(task: StoreCareTask): unknown {
  switch (task.do) {
    case 'check':
      return findDamage(task.file, task.what)
    case 'broken':
      return findBrokenStories(task.file)
    case 'copy':
      return copyStore(task.folder, task.at)
  }
}

parentPort?.postMessage(perform(workerData as StoreCareTask))
