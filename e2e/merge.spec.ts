/**
 * Two people at two real desks lose the line and change the same paragraphs. What the merge would
 * have lost is named at both desks and put back with one key, in one text for both.
 */
import type { Page } from 'playwright'
import type { ADesk } from './support/a-desk.ts'
import {
  bodyOf,
  caretToEndOf,
  findAndOpen,
  networkIs,
  openStoryId,
  paneTo,
  safetyIs,
  startStory,
  tabTo,
} from './support/desk-hands.ts'
import { setLook } from './support/look.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'

const headline = 'The night ferry turns back'
const fog = 'Fog closed the harbour of Port Selim shortly after nine.'
const turned = 'The ferry turned back with ninety passengers aboard.'
const mayor = 'The mayor promised a second quay before the winter.'
const unhurt = ' Nobody was hurt, the harbour master told us.'
const bus = ' Buses take them home.'

const toggleNetwork = (page: Page): Promise<void> =>
  findAndOpen(page, 'Work offline, or online again')

async function goes(desk: ADesk, word: 'Online' | 'Offline'): Promise<void> {
  await toggleNetwork(desk.page)
  await networkIs(desk.page, word)
}

const textOf = async (page: Page): Promise<string[]> =>
  (await bodyOf(page).locator('[data-kind]').allTextContents()).map((text) => text.trim())

const shows = (page: Page, text: string): Promise<unknown> =>
  until(`"${text}" on the desk`, async () => (await bodyOf(page).textContent())?.includes(text))

async function addTo(page: Page, paragraph: string, words: string): Promise<void> {
  await caretToEndOf(page, paragraph)
  await page.keyboard.type(words)
  await safetyIs(page, 'waiting')
}

/** Selects the paragraph that the caret is in, and deletes it. */
async function deleteParagraph(page: Page, beginning: string): Promise<void> {
  await caretToEndOf(page, beginning)
  const from = (await bodyOf(page).textContent())?.length ?? 0
  for (let letters = beginning.length; letters >= 0; letters -= 1) {
    await page.keyboard.press('Shift+ArrowLeft')
  }
  await page.keyboard.press('Backspace')
  await until(
    'the paragraph to be gone',
    async () => ((await bodyOf(page).textContent())?.length ?? 0) < from - beginning.length + 2,
  )
}

const review = (page: Page) => page.locator('.merge-review')
const mark = (page: Page) => page.locator('.merge-mark')

/** A story of three paragraphs, open at both desks, and both without a line. */
async function apartWith(
  openDesk: (options: { person: 'nadia' | 'majid' }) => Promise<ADesk>,
  title: string,
): Promise<{ nadia: ADesk; majid: ADesk }> {
  const [nadia, majid] = await Promise.all([
    openDesk({ person: 'nadia' }),
    openDesk({ person: 'majid' }),
  ])
  await startStory(nadia.page, title)
  await bodyOf(nadia.page).focus()
  for (const paragraph of [fog, turned, mayor]) {
    await nadia.page.keyboard.type(paragraph)
    if (paragraph !== mayor) await nadia.page.keyboard.press('Enter')
  }
  await safetyIs(nadia.page, 'on-server')
  const story = await openStoryId(nadia.page)
  await findAndOpen(majid.page, title)
  await shows(majid.page, mayor)
  expect(await openStoryId(majid.page)).toBe(story)
  await goes(nadia, 'Offline')
  await goes(majid, 'Offline')
  return { nadia, majid }
}

test('[MV4] [MW1] what one wrote into a paragraph the other deleted offline is put back with one key', async ({
  openDesk,
}) => {
  const { nadia, majid } = await apartWith(openDesk, headline)
  await addTo(nadia.page, turned, unhurt)
  await addTo(nadia.page, mayor, bus)
  await deleteParagraph(majid.page, turned)
  await safetyIs(majid.page, 'waiting')
  await goes(majid, 'Online')
  await safetyIs(majid.page, 'on-server')
  await goes(nadia, 'Online')

  // Found on the desk that came back last, told on both.
  await mark(nadia.page).waitFor()
  await mark(majid.page).waitFor()
  await expect(mark(nadia.page)).toHaveAccessibleName(
    /1 place to look at after merging with Majid Karim/,
  )
  await expect(mark(majid.page)).toHaveAccessibleName(/after merging with Nadia Haddad/)
  await expect(review(nadia.page)).toHaveCount(0)
  await nadia.screenshot('out/e2e/merge/mark.png')

  // By keyboard: checks, look, and one key.
  await nadia.page.keyboard.press('Control+/')
  const look = nadia.page.getByRole('button', { name: /^Look: 1 place/ })
  await tabTo(nadia.page, look)
  await nadia.page.keyboard.press('Enter')
  await review(nadia.page).waitFor()
  await expect(review(nadia.page)).toContainText(
    'Majid Karim deleted this paragraph while you wrote in it.',
  )
  await expect(review(nadia.page).locator('ins').first()).toContainText('Nobody was hurt')
  await nadia.screenshot('out/e2e/merge/review.png')
  await mark(majid.page).click()
  await review(majid.page).waitFor()
  await majid.screenshot('out/e2e/merge/review-other-desk.png')
  await setLook(majid.page, 'ar', 'dark')
  await majid.screenshot('out/e2e/merge/review-arabic-dark.png')
  await setLook(majid.page, 'en', 'light')
  // He leaves it open and goes on elsewhere.
  await paneTo(majid.page, 'list')

  // Escape leaves the focus where it came from, and one key takes it up again.
  await nadia.page.keyboard.press('Escape')
  await expect(review(nadia.page)).toHaveCount(0)
  await expect(look).toBeFocused()
  await nadia.page.keyboard.press('Enter')
  await review(nadia.page).waitFor()
  // Kept as it is by one key, taken back, and put back by another.
  await nadia.page.keyboard.press('k')
  await expect(mark(nadia.page)).toHaveCount(0)
  await expect(mark(majid.page)).toHaveCount(0)
  expect((await textOf(nadia.page)).join(' ')).not.toContain('Nobody was hurt')
  // F6 leads to the offer to take it back; the review opens again with the focus.
  await paneTo(nadia.page, 'toasts')
  await nadia.page.keyboard.press('Enter')
  await expect(review(nadia.page)).toBeFocused()
  await mark(nadia.page).waitFor()
  await nadia.page.keyboard.press('Enter')
  await expect(review(nadia.page)).toHaveCount(0)
  await expect(mark(nadia.page)).toHaveCount(0)
  await until('the focus in the text', () =>
    bodyOf(nadia.page).evaluate((body) => body.contains(document.activeElement)),
  )
  await shows(nadia.page, unhurt.trim())
  await nadia.screenshot('out/e2e/merge/settled.png')
  // Settled for both: the other desk's review closes by itself, and both read the same.
  await expect(review(majid.page)).toHaveCount(0)
  await expect(mark(majid.page)).toHaveCount(0)
  const hisList = majid.page.locator('[data-pane="list"]')
  expect(await hisList.evaluate((list) => list.contains(document.activeElement))).toBe(true)
  await until('one text on both desks', async () => {
    const [hers, his] = [await textOf(nadia.page), await textOf(majid.page)]
    return hers.length > 0 && hers.join('|') === his.join('|')
  })
  const text = (await textOf(majid.page)).join(' ')
  expect(text.split('Nobody was hurt')).toHaveLength(2)
  expect(text).toContain(bus.trim())
})

test('[MW1] what one wrote into a paragraph the other joined to another comes to stand once, without a mouse', async ({
  openDesk,
}) => {
  const { nadia, majid } = await apartWith(openDesk, 'The ferry and the fog')
  await addTo(nadia.page, turned, unhurt)
  // Backspace at the beginning of a paragraph joins it to the one before.
  await caretToEndOf(majid.page, turned)
  for (let letters = turned.length; letters > 0; letters -= 1) {
    await majid.page.keyboard.press('ArrowLeft')
  }
  await majid.page.keyboard.press('Backspace')
  await until('the paragraphs to be one', async () => (await textOf(majid.page)).length === 2)
  await safetyIs(majid.page, 'waiting')
  await goes(majid, 'Online')
  await safetyIs(majid.page, 'on-server')
  await goes(nadia, 'Online')
  await until('one text on both desks', async () => {
    const [hers, his] = [await textOf(nadia.page), await textOf(majid.page)]
    return hers.length > 0 && hers.join('|') === his.join('|')
  })
  // By keyboard alone: the palette opens the review, F6 leaves it, its key comes back, Enter settles.
  await mark(nadia.page).waitFor()
  await findAndOpen(nadia.page, 'Look at what a merge left')
  await expect(review(nadia.page)).toBeFocused()
  await expect(review(nadia.page)).toContainText(
    'Majid Karim joined this paragraph to another while you wrote in it.',
  )
  await paneTo(nadia.page, 'list')
  await nadia.page.keyboard.press('Control+Shift+M')
  await expect(review(nadia.page)).toBeFocused()
  await nadia.screenshot('out/e2e/merge/joined.png')
  await nadia.page.keyboard.press('Enter')
  await expect(mark(nadia.page)).toHaveCount(0)
  await expect(mark(majid.page)).toHaveCount(0)
  await shows(majid.page, unhurt.trim())
  const text = (await textOf(majid.page)).join(' ')
  for (const words of ['Nobody was hurt', fog, turned]) expect(text.split(words)).toHaveLength(2)
})
