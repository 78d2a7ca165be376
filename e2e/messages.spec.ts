/** Short messages: how long they stand, and for whom they wait. */
import { join } from 'node:path'
import type { Page } from 'playwright'
import { holdStore } from '../electron/engine/testing/faulty-disk.ts'
import { bodyOf, paneTo, safetyIs, startStory } from './support/desk-hands.ts'
import { expect, test } from './support/newsroom.ts'

/** Longer than a message stands. */
const longWhile = 20_000

async function clearTheLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.locator('.toast').waitFor()
}

test('a message waits while somebody is in it; the next ones go by themselves', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ person: 'nadia' })
  await page.locator('.story-option').first().waitFor()
  await page.clock.install()
  await page.keyboard.press('Control+Shift+B')
  await clearTheLine(page)
  await paneTo(page, 'toasts')
  await page.clock.runFor(longWhile)
  // From its offer to its cross: it stays for who is on the way.
  await page.keyboard.press('Tab')
  await expect(page.locator('.toast-close')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.toast')).toHaveCount(0)
  // Nobody is left without a focus by what has gone.
  const content = page.locator('[data-pane="content"]')
  expect(await content.evaluate((pane) => pane.contains(document.activeElement))).toBe(true)
  await clearTheLine(page)
  await page.clock.runFor(longWhile)
  await expect(page.locator('.toast')).toHaveCount(0)
})

test('a message never covers the notice that words are not saved, and what to do', async ({
  openDesk,
}) => {
  const { page, userData } = await openDesk({ person: 'nadia' })
  await startStory(page, 'A file that somebody holds')
  await bodyOf(page).focus()
  await safetyIs(page, 'on-server')
  const letGo = holdStore(join(userData, 'engine'))
  await page.keyboard.type('Fog closed the harbour.')
  await safetyIs(page, 'not-saved')
  await page.keyboard.press('Control+Shift+B')
  await clearTheLine(page)
  const [toast, notice] = await Promise.all([
    page.locator('.toast').boundingBox(),
    page.locator('.notice').boundingBox(),
  ])
  letGo()
  expect(toast && notice && toast.y + toast.height).toBeLessThanOrEqual(notice?.y ?? 0)
  await safetyIs(page, 'on-server')
})
