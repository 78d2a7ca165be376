/** A disk that is full, locked or read-only: the words Not saved, and the page of a store that stays shut. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { Page } from 'playwright'
import { aFailingDisk } from '../../../electron/engine/testing/failing-disk.ts'
import { storeFileIn } from '../../../electron/engine/testing/faulty-disk.ts'
import type { ADesk } from '../../support/a-desk.ts'
import { bodyOf, safetyIs } from '../../support/desk-hands.ts'
import { scratchFolder } from '../../support/on-end.ts'
import { aScratchDisk } from './scratch-disk.ts'
import {
  aDeskAt,
  type FaultCast,
  inEveryLanguage,
  inEveryLook,
  onServer,
  writeStory,
} from './stage.ts'

const words = 'Fog closed the harbour of Port Selim shortly after nine.'

/** Holds the store: as a backup program would, or so that nobody can even open it. */
function holdLock(userData: string, how: 'writing' | 'all'): () => void {
  const db = new DatabaseSync(storeFileIn(join(userData, 'engine')))
  db.exec(how === 'all' ? 'pragma locking_mode = exclusive; begin exclusive' : 'begin immediate')
  return () => {
    db.exec('rollback')
    db.close()
  }
}

async function typeOn(page: Page, text: string): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
}

async function notSaved(cast: FaultCast, page: Page, name: string): Promise<void> {
  await typeOn(page, ' The ferry waits.')
  await safetyIs(page, 'not-saved')
  await inEveryLanguage(cast, page, `not-saved-${name}`)
}

async function storeClosed(cast: FaultCast, userData: string, name: string): Promise<void> {
  const desk = await aDeskAt(cast, cast.server.url, { person: 'nadia', userData })
  await desk.page.locator('.store-closed').waitFor({ timeout: 60_000 })
  await inEveryLook(cast, desk.page, `store-closed-${name}`)
  await desk.app.close()
}

async function lockedScreens(cast: FaultCast): Promise<void> {
  const desk = await aDeskAt(cast, cast.server.url, { person: 'nadia' })
  await writeStory(desk.page, 'A file that somebody holds', [words])
  await onServer(desk.page)
  const letGo = holdLock(desk.userData, 'writing')
  await notSaved(cast, desk.page, 'locked')
  letGo()
  await onServer(desk.page)
  await desk.app.close()
}

/** A desk whose engine's folder is on that disk. */
async function deskOn(cast: FaultCast, disk: string): Promise<ADesk> {
  const userData = scratchFolder(cast.onEnd, 'desk')
  const engine = join(disk, 'engine')
  mkdirSync(engine)
  symlinkSync(engine, join(userData, 'engine'))
  return await aDeskAt(cast, cast.server.url, { person: 'nadia', userData })
}

/** An open story whose disk the kernel made read-only, as it does where it found an error. */
async function readOnlyWhileOpen(cast: FaultCast): Promise<void> {
  const disk = aFailingDisk(scratchFolder(cast.onEnd, 'failing-disk'), cast.onEnd)
  if ('none' in disk) {
    console.error(`read-only at an open story is left out: ${disk.none}`)
    return
  }
  const desk = await deskOn(cast, disk.folder)
  await writeStory(desk.page, 'A disk that became read-only', [words])
  await onServer(desk.page)
  disk.fail()
  await notSaved(cast, desk.page, 'read-only')
  await desk.app.close()
}

/** Every state of a disk that does not take words. */
export async function diskScreens(cast: FaultCast): Promise<void> {
  await lockedScreens(cast)
  await readOnlyWhileOpen(cast)
  const disk = aScratchDisk(cast.onEnd, 60)
  if (!disk) {
    console.error('no disk of our own may be mounted here: full and read-only are left out')
    return
  }
  const desk = await deskOn(cast, disk.folder)
  await writeStory(desk.page, 'A disk that is full', [words])
  await onServer(desk.page)
  disk.fill()
  await notSaved(cast, desk.page, 'disk-full')
  disk.empty()
  await onServer(desk.page)
  await desk.app.close()
  disk.readOnly(true)
  await storeClosed(cast, desk.userData, 'read-only')
  disk.readOnly(false)
  const letGo = holdLock(desk.userData, 'all')
  await storeClosed(cast, desk.userData, 'locked')
  letGo()
}
