/** Checks the store's file on a thread of its own: it reads every page. */
import { parentPort, workerData } from 'node:worker_threads'
import { DatabaseSync } from '@photostructure/sqlite'

/** What SQLite finds wrong with the file: empty when it is whole. */
function findDamage(file: string): string[] {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = db.prepare('pragma quick_check(20)').all() as { quick_check: string }[]
    return rows.map((row) => row.quick_check).filter((line) => line !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    db.close()
  }
}

parentPort?.postMessage(findDamage(String(workerData)))
