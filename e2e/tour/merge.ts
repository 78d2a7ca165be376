/** Two desks edit two paragraphs of one story, both offline; then both have both edits. */
import type { Page } from 'playwright'
import { bodyOf, caretToEndOf, findAndOpen, networkIs, safetyIs } from '../support/desk-hands.ts'
import { until } from '../support/until.ts'
import { type Cast, sitDown } from './cast.ts'
import { theStory } from './the-story.ts'

const [, second, third] = theStory.paragraphs

const toggleNetwork = (page: Page): Promise<void> =>
  findAndOpen(page, 'Work offline, or online again')

const shows = (page: Page, text: string): Promise<unknown> =>
  until(`"${text}" on the desk`, async () => (await bodyOf(page).textContent())?.includes(text))

async function addTo(page: Page, paragraph: string, words: string): Promise<void> {
  await caretToEndOf(page, paragraph)
  await page.keyboard.type(words)
  await safetyIs(page, 'on-device', 'waiting')
}

/** The reporter's story reaches a colleague, then both write offline, then both are online. */
export async function mergeTwoDesks({ reporter, colleague, recorder }: Cast): Promise<void> {
  await recorder.step('the reporter goes online; the story reaches the server', async () => {
    await toggleNetwork(reporter.page)
    await networkIs(reporter.page, 'Online')
    await safetyIs(reporter.page, 'on-server')
  })
  await recorder.step('a colleague on another desk opens it', async () => {
    await sitDown(colleague.page, 'salma')
    await findAndOpen(colleague.page, theStory.headline)
    await shows(colleague.page, theStory.restOfSentence.trim())
  })
  await recorder.step('both go offline and edit different paragraphs', async () => {
    for (const { page } of [reporter, colleague]) {
      await toggleNetwork(page)
      await networkIs(page, 'Offline')
    }
    await addTo(colleague.page, second, theStory.colleagueAdds)
    await addTo(reporter.page, third, theStory.reporterAdds)
    await recorder.shot(colleague.page, 'colleague-offline')
  })
  await recorder.step('both go online; both edits are on both desks', async () => {
    for (const { page } of [reporter, colleague]) {
      await toggleNetwork(page)
      await networkIs(page, 'Online')
    }
    for (const { page } of [reporter, colleague]) {
      await shows(page, second + theStory.colleagueAdds)
      await shows(page, third + theStory.reporterAdds)
      await safetyIs(page, 'on-server')
    }
    await recorder.shot(reporter.page, 'both-edits')
  })
}
