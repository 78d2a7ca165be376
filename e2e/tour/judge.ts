/** The story is submitted, returned, submitted again, approved, voided, approved again and published. */
import type { Page } from 'playwright'
import {
  bodyOf,
  caretToEndOf,
  findAndOpen,
  readInReview,
  safetyIs,
  stateIs,
  tabTo,
} from '../support/desk-hands.ts'
import { until } from '../support/until.ts'
import { type Cast, sitDown } from './cast.ts'
import { theStory } from './the-story.ts'

const [first, , third] = theStory.paragraphs

/** Ctrl+Enter: the one next thing to do with the open story. */
const nextAction = (page: Page): Promise<void> => page.keyboard.press('Control+Enter')

async function reportersEdit({ reporter }: Cast, paragraph: string, words: string): Promise<void> {
  await caretToEndOf(reporter.page, paragraph)
  await reporter.page.keyboard.type(words)
  await safetyIs(reporter.page, 'on-server')
}

/** The chief's screen shows the newest text; where it moved meanwhile, the chief has it shown. */
async function chiefReads({ chief }: Cast, words: string): Promise<void> {
  const { page } = chief
  const moved = page.locator('.review-bar').getByRole('button', { name: 'Show them' })
  await until(`the chief to read "${words}"`, async () => {
    if (await moved.isVisible()) {
      await tabTo(page, moved)
      await page.keyboard.press('Enter')
    }
    const text = await page.locator('[data-pane="content"]').textContent()
    return text?.includes(words.trim()) && !(await moved.isVisible())
  })
}

async function approve(cast: Cast): Promise<void> {
  const { chief, reporter } = cast
  await chief.page.keyboard.press('a')
  await stateIs(reporter.page, 'Approved')
}

async function submitAndReturn(cast: Cast): Promise<void> {
  const { reporter, chief, recorder } = cast
  await recorder.step('the reporter submits', async () => {
    await bodyOf(reporter.page).focus()
    await nextAction(reporter.page)
    await stateIs(reporter.page, 'In review')
  })
  await recorder.step('the desk chief reads it in the queue', async () => {
    await sitDown(chief.page, 'majid')
    await readInReview(chief.page, theStory.headline)
    await chiefReads(cast, theStory.reporterAdds)
    await recorder.shot(chief.page, 'review')
  })
  await recorder.step('returns it with a reason', async () => {
    await chief.page.keyboard.press('r')
    await chief.page.getByRole('dialog').waitFor()
    await chief.page.keyboard.type(theStory.returnedBecause)
    await recorder.shot(chief.page, 'return-with-reason')
    await chief.page.keyboard.press('Control+Enter')
    await stateIs(reporter.page, 'Returned')
    await reporter.page.getByText(theStory.returnedBecause).first().waitFor()
    await recorder.shot(reporter.page, 'returned')
  })
}

async function approveTwice(cast: Cast): Promise<void> {
  const { reporter, chief, recorder } = cast
  await recorder.step('the reporter answers and submits again', async () => {
    await reportersEdit(cast, first, theStory.afterReturn)
    await nextAction(reporter.page)
    await stateIs(reporter.page, 'In review')
  })
  await recorder.step('the desk chief approves', async () => {
    await readInReview(chief.page, theStory.headline)
    await chiefReads(cast, theStory.afterReturn)
    await recorder.shot(chief.page, 'review-changes')
    await approve(cast)
  })
  await recorder.step('an edit voids the approval and says so', async () => {
    await reportersEdit(cast, third, theStory.afterApproval)
    await stateIs(reporter.page, 'In review')
    await reporter.page.getByText('undid the approval').first().waitFor()
    await recorder.shot(reporter.page, 'approval-voided')
  })
  await recorder.step('the desk chief reads the edit and approves again', async () => {
    await readInReview(chief.page, theStory.headline)
    await chiefReads(cast, theStory.afterApproval)
    await approve(cast)
  })
}

/** From the reporter's key to the published page's desk. */
export async function judge(cast: Cast): Promise<void> {
  const { chief, reporter, recorder } = cast
  await submitAndReturn(cast)
  await approveTwice(cast)
  await recorder.step('the desk chief publishes', async () => {
    await findAndOpen(chief.page, theStory.headline)
    await stateIs(chief.page, 'Approved')
    await nextAction(chief.page)
    await stateIs(chief.page, 'Live')
    await stateIs(reporter.page, 'Live')
    await recorder.shot(chief.page, 'published')
  })
}
