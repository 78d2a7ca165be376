/**
 * Salvage: a damaged file becomes a whole one again.
 *
 *     damaged store.db + newest good copy → [salvage] → new store.db → server fills the rest
 *
 * DSV1  The damaged file is kept aside, under a dated name; nothing is deleted or reset silently.
 * DSV2  Every readable row of it, mine that waited first, is in the new file, on top of the newest
 *       good copy; what cannot be read is asked of the server again.
 * DSV3  A salvage that is interrupted anywhere is taken up again at the next start.
 * DSV4  The person is told what was brought back, and which stories are not whole.
 */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CareNote } from '../../../shared/ipc/care.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { bringBack } from './bring-back.ts'
import { CareNotes } from './care-notes.ts'
import {
  askForSalvage,
  copiesOf,
  isSuspected,
  moveAside,
  type SalvagePlan,
  salvageIsDone,
  salvagePlan,
  suspectNoMore,
} from './damaged-file.ts'
import { Database } from './database.ts'
import { findDamage } from './find-damage.ts'

/** Salvages a store for which that was asked for or interrupted, or which is suspected with reason. */
export function finishSalvage(folder: string, now: Instant): void {
  const plan = salvagePlan(folder) ?? confirmedSuspicion(folder, now)
  if (plan) carryOut(folder, plan)
}

function confirmedSuspicion(folder: string, now: Instant): SalvagePlan | null {
  if (!isSuspected(folder)) return null
  if (findDamage(join(folder, 'store.db'), 'all').length > 0) return askForSalvage(folder, now)
  suspectNoMore(folder)
  return null
}

/** Salvages the store in this folder; nobody may have it open. */
export function salvage(folder: string, now: Instant): void {
  carryOut(folder, askForSalvage(folder, now))
}

function carryOut(folder: string, asked: SalvagePlan): void {
  const store = join(folder, 'store.db')
  const plan = asked.step === 'moving' ? moveAside(folder, asked) : asked
  if (!existsSync(store)) {
    const fresh = join(folder, 'store.new.db')
    build(folder, fresh, plan)
    renameSync(fresh, store)
  }
  salvageIsDone(folder)
}

function build(folder: string, fresh: string, plan: SalvagePlan): void {
  const damaged = join(folder, 'damaged', plan.aside, 'store.db')
  const copy = startFromCopy(folder, fresh)
  const db = new Database(fresh)
  try {
    db.transaction(() => {
      const { updates, commands, stories } = bringBack(db, damaged)
      const kept = join('damaged', plan.aside)
      const what: CareNote['what'] = {
        kind: 'salvaged',
        copy,
        updates,
        commands,
        stories: [...stories],
        kept,
      }
      new CareNotes(db).add(what, plan.at)
    })
    db.exec('pragma wal_checkpoint(truncate)')
  } finally {
    db.close()
  }
}

/** Begins with the newest copy that is whole; gives its moment, or null when there is none. */
function startFromCopy(folder: string, fresh: string): Instant | null {
  for (const { file, at } of copiesOf(folder)) {
    clear(fresh)
    copyFileSync(file, fresh)
    if (findDamage(fresh, 'all').length === 0) return at
  }
  clear(fresh)
  return null
}

function clear(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    rmSync(part, { force: true })
  }
}
