/** A real store in a folder of its own, for tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newUserId } from '../../../shared/model/ids.ts'
import { openStore, type Store } from '../store/store.ts'
import type { Trouble } from '../store/write-batch.ts'

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const me = newUserId()

interface Options {
  readonly folder?: string
  readonly onTrouble?: (trouble: Trouble | null) => void
}

/** A store that is closed after the test. */
export function aStore({ folder = aFolder(), onTrouble = () => {} }: Options = {}): Store {
  const store = openStore({ folder, me, device: null, onTrouble })
  onTestFinished(() => store.close())
  return store
}
