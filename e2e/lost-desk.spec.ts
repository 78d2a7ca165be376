/** Somebody is taken off a desk while a story of it is open in front of them. */
import { openDatabase } from '../server/db/open-database.ts'
import { staffOf } from '../server/operations/staff.ts'
import { bodyOf, findAndOpen, safetyIs, startStory } from './support/desk-hands.ts'
import { expect, test } from './support/newsroom.ts'
import { databaseUrlIn } from './support/newsroom-database.ts'
import { samplePeople } from './support/sample-people.ts'

test('[DQT5] a story that is no longer theirs says so, takes no more words, and goes when it is left', async ({
  openDesk,
  server,
  onEnd,
}) => {
  const database = openDatabase(databaseUrlIn(server.data), () => {})
  const staff = await staffOf(database.db)
  onEnd(async () => {
    await staff.setRoles(samplePeople.nadia, 'city=reporter')
    await database.close()
  })
  const majid = await openDesk({ person: 'majid' })
  const title = 'The lighthouse gets a keeper again'
  await startStory(majid.page, title)
  await safetyIs(majid.page, 'on-server')
  const { page, screenshot } = await openDesk({ person: 'nadia' })
  await findAndOpen(page, title)
  await expect(bodyOf(page)).toHaveAttribute('contenteditable', 'true')

  await staff.setRoles(samplePeople.nadia, 'world=reporter')
  const notice = page.getByRole('status').filter({ hasText: 'no longer on your desk' })
  await expect(notice).toContainText('until you close it')
  // What no editor takes must not stand on the screen either.
  await bodyOf(page).click()
  await page.keyboard.type('Words for nobody')
  await expect(bodyOf(page)).not.toContainText('nobody')
  await expect(page.getByText('Not saved')).toHaveCount(0)
  await screenshot('out/e2e/lost-desk/gone.png')

  await startStory(page, 'A story of another desk')
  await expect(page.getByText(title)).toHaveCount(0, { timeout: 15_000 })
})
