/** A store that was damaged: what the desk tells of its repair. */
import { dirname, join } from 'node:path'
import { copyStore } from '../../../electron/engine/store/copy-store.ts'
import {
  behindTheBack,
  damagePage,
  rootPageOf,
  settle,
  storeFileIn,
} from '../../../electron/engine/testing/faulty-disk.ts'
import { paneTo, tabTo } from '../../support/desk-hands.ts'
import { until } from '../../support/until.ts'
import {
  aDeskAt,
  aLine,
  type FaultCast,
  inEveryLanguage,
  inEveryLook,
  onServer,
  writeStory,
} from './stage.ts'

/** Damaged pages, found at the start; and rows of one's own that are gone. */
export async function repairScreens(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  const desk = await aDeskAt(cast, line.url, { person: 'nadia' })
  await writeStory(desk.page, 'A page of the file is gone', ['Fog closed the harbour.'])
  await onServer(desk.page)
  line.set({ refuse: true })
  line.cutAll()
  await writeStory(desk.page, 'What had not been sent', ['The ferry turned back.'])
  const file = storeFileIn(join(desk.userData, 'engine'))
  await desk.app.close()
  // A copy as the desk makes one every half hour; then the page that holds all that was written.
  copyStore(dirname(file), Date.now())
  settle(file)
  damagePage(file, rootPageOf(file, 'log'))
  const again = await aDeskAt(cast, line.url, { person: 'nadia', userData: desk.userData })
  await again.page.locator('.notice').first().waitFor({ timeout: 90_000 })
  await inEveryLook(cast, again.page, 'repaired')
  await again.app.close()
  // Rows of one's own that no copy and no server has.
  behindTheBack(file, 'delete from log; delete from snapshot')
  const last = await aDeskAt(cast, line.url, { person: 'nadia', userData: desk.userData })
  await last.page.locator('.notice-words-missing').first().waitFor({ timeout: 60_000 })
  await inEveryLook(cast, last.page, 'words-missing')
  // One that was nowhere else: it says so, and where its text may still be.
  const lost = last.page.locator('.notice-stories button', { hasText: 'What had not been sent' })
  await lost.first().click()
  await last.page.locator('.story-opening .empty-state').waitFor()
  await inEveryLanguage(cast, last.page, 'text-lost')
  // Answered by keyboard: F6 leads there.
  for (let left = await last.page.locator('.notice').count(); left > 0; left -= 1) {
    await paneTo(last.page, 'notices')
    await tabTo(last.page, last.page.getByRole('button', { name: 'Understood' }).first())
    await last.page.keyboard.press('Enter')
    await until('the note to go', async () => (await last.page.locator('.notice').count()) < left)
  }
}
