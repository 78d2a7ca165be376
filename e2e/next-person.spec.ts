/** One computer, two people: whoever sits down next begins with nothing of the one before. */
import type { Page } from 'playwright'
import { bodyOf, safetyIs, startStory } from './support/desk-hands.ts'
import { expect, test } from './support/newsroom.ts'

async function sitsDown(page: Page, name: string): Promise<void> {
  await page.locator('.rail-person').click()
  await page.getByRole('menuitem', { name }).click()
  await expect(page.locator('.rail-person')).toHaveAttribute('aria-label', new RegExp(name))
}

test('[LFT2] who sits down at a story that is open cannot undo what the one before wrote', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ person: 'nadia' })
  await startStory(page, 'The ferry office moves to Salt Lane')
  await bodyOf(page).click()
  await page.keyboard.type('It opens on Monday.')
  await safetyIs(page, 'on-server')
  await sitsDown(page, 'Majid Karim')
  await expect(bodyOf(page)).toContainText('It opens on Monday.')
  await bodyOf(page).click()
  await page.keyboard.press('Control+Z')
  await page.keyboard.type('And')
  await expect(bodyOf(page)).toContainText('And')
  await expect(bodyOf(page)).toContainText('It opens on Monday.')
  // It is followed as their story: what they write reaches the server.
  await safetyIs(page, 'on-server')
})
