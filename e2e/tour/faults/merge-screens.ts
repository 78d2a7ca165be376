/** Two desks that wrote over each other offline: marks, stage bar, checks, and the review of each kind. */
import type { Page } from 'playwright'
import {
  bodyOf,
  caretToEndOf,
  findAndOpen,
  paneTo,
  safetyIs,
  tabTo,
} from '../../support/desk-hands.ts'
import { until } from '../../support/until.ts'
import {
  aDeskAt,
  type FaultCast,
  goes,
  inEveryLanguage,
  inEveryLook,
  onServer,
  shows,
  writeStory,
} from './stage.ts'

const fog = 'Fog closed the harbour of Port Selim shortly after nine.'
const turned = 'The ferry turned back with ninety passengers aboard.'
const mayor = 'The mayor promised a second quay before the winter.'
const crane = 'A crane driver saw the first lights at midnight.'
const tide = 'The tide tables were wrong by an hour.'

async function deleteParagraph(page: Page, text: string): Promise<void> {
  await caretToEndOf(page, text)
  for (let letters = text.length; letters >= 0; letters -= 1) {
    await page.keyboard.press('Shift+ArrowLeft')
  }
  await page.keyboard.press('Backspace')
}

async function addTo(page: Page, paragraph: string, words: string): Promise<void> {
  await caretToEndOf(page, paragraph)
  await page.keyboard.type(words)
}

/** Puts the caret behind the word of a paragraph, by keys. */
async function caretBehind(page: Page, paragraph: string, word: string): Promise<void> {
  await caretToEndOf(page, paragraph)
  const back = paragraph.length - paragraph.indexOf(word) - word.length
  for (let letters = 0; letters < back; letters += 1) await page.keyboard.press('ArrowLeft')
}

async function writeOverEachOther(nadia: Page, majid: Page): Promise<void> {
  for (const page of [nadia, majid]) await goes(page, 'Offline')
  await addTo(nadia, turned, ' Nobody was hurt, the harbour master told us.')
  await deleteParagraph(majid, turned)
  // One word, changed by both.
  await caretBehind(nadia, mayor, 'second')
  await nadia.keyboard.type('ary')
  await caretBehind(majid, mayor, 'second')
  await majid.keyboard.type('hand')
  // One splits a paragraph where the other goes on writing.
  await addTo(nadia, crane, ' He called the port authority at once.')
  await caretBehind(majid, crane, 'saw')
  await majid.keyboard.press('Enter')
  await safetyIs(majid, 'waiting')
  await goes(majid, 'Online')
  await onServer(majid)
  await goes(nadia, 'Online')
  await nadia.locator('.merge-mark').waitFor()
  await majid.locator('.merge-mark').waitFor()
}

/** Every finding in the review, each in every look. */
async function everyFinding(cast: FaultCast, page: Page): Promise<void> {
  await page.locator('.merge-mark').click()
  const review = page.locator('.merge-review')
  await review.waitFor()
  const count = page.locator('.merge-review-count')
  const total = Number(/(\d+)\D*$/.exec((await count.textContent()) ?? '')?.[1] ?? 1)
  for (let at = 1; at <= total; at += 1) {
    await until('the finding', async () =>
      ((await count.textContent()) ?? '').startsWith(String(at)),
    )
    await inEveryLanguage(cast, page, `merge-review-${at}`)
    await review.focus()
    await page.keyboard.press('ArrowDown')
  }
}

/** Merge marks and review, on the desk that judged and on the other. */
export async function mergeScreens(cast: FaultCast): Promise<void> {
  const { url } = cast.server
  const nadia = (await aDeskAt(cast, url, { person: 'nadia' })).page
  const majid = (await aDeskAt(cast, url, { person: 'majid' })).page
  const headline = 'The night ferry turns back'
  await writeStory(nadia, headline, [fog, turned, mayor, crane, tide])
  await onServer(nadia)
  await findAndOpen(majid, headline)
  await shows(majid, tide)
  // Carets of the other in the text, before they part.
  await caretToEndOf(majid, turned)
  await nadia.locator('.present-carets > span').first().waitFor()
  await inEveryLook(cast, nadia, 'colleague-caret')
  await writeOverEachOther(nadia, majid)
  await nadia.keyboard.press('Control+/')
  await inEveryLook(cast, nadia, 'merge-mark-and-checks')
  await everyFinding(cast, nadia)
  await majid.locator('.merge-mark').click()
  await majid.locator('.merge-review').waitFor()
  await inEveryLook(cast, majid, 'merge-review-other-desk')
  await nadia.locator('.merge-review').focus()
  await settleAllByKeys(cast, nadia)
  await bodyOf(nadia).waitFor()
}

/** What is clear in one key, the rest one by one; the last one is taken back, without a mouse. */
async function settleAllByKeys(cast: FaultCast, page: Page): Promise<void> {
  const mark = page.locator('.merge-mark')
  await page.keyboard.press('a')
  await page.locator('.merge-review-settled').waitFor()
  await inEveryLook(cast, page, 'merge-clear-settled')
  while ((await page.locator('.merge-review').count()) > 0) await page.keyboard.press('k')
  await until('all settled', async () => (await mark.count()) === 0)
  // While somebody is in the message it stays, however long four pictures take.
  await paneTo(page, 'toasts')
  await inEveryLook(cast, page, 'merge-settled')
  await tabTo(page, page.locator('.toast-action'))
  await page.keyboard.press('Enter')
  await page.locator('.merge-review').waitFor()
  await inEveryLook(cast, page, 'merge-taken-back')
}
