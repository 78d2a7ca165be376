/** What readers see: the published story, then a breaking line that comes and goes by itself. */
import type { Locator, Page } from 'playwright'
import { aReader } from '../support/a-reader.ts'
import { paneTo, tabBackTo, tabTo } from '../support/desk-hands.ts'
import { until } from '../support/until.ts'
import type { Cast } from './cast.ts'
import { checkEveryPart } from './reader-parts.ts'
import { theLine, theStory } from './the-story.ts'

/**
 * Enter on a link, as somebody presses it who sees the page. A key that comes before the first paint
 * is swallowed by Chromium, the page hears nothing of it: measured, two of two such keys, and none of
 * forty later ones.
 */
async function pressAsSeen(page: Page, link: Locator): Promise<void> {
  await link.focus()
  await until('the link to be drawn, with the focus', () =>
    link.evaluate((one) => {
      const isDrawn = performance.getEntriesByName('first-contentful-paint').length > 0
      return isDrawn && document.hasFocus() && document.activeElement === one
    }),
  )
  const asked = page.waitForRequest((request) => request.isNavigationRequest(), { timeout: 10_000 })
  await page.keyboard.press('Enter')
  await asked
}

/** Finds the story on the front page, as a reader would, and opens it. */
async function openFromFront(page: Page, server: string): Promise<void> {
  const link = page.locator('main a', { hasText: theStory.headline }).first()
  await until(
    'the story on the front page',
    async () => {
      await page.goto(new URL('/en', server).href)
      return (await link.count()) > 0
    },
    20_000,
  )
  await pressAsSeen(page, link)
  await page.locator('h1.headline').waitFor()
}

/** Answers the reader's window on the story's page. */
export async function readStory({ server, recorder, onEnd }: Cast): Promise<Page> {
  const reader = await aReader(onEnd)
  recorder.watch(reader, 'reader')
  await recorder.step('a reader finds the story on the front page', async () => {
    await reader.goto(new URL('/en', server.url).href)
    await openFromFront(reader, server.url)
  })
  await recorder.step('its page has every part', async () => {
    await checkEveryPart(reader)
    await recorder.shot(reader, 'reader-story', true)
  })
  return reader
}

const scheduledAhead = '+6s'
/** A line may be late by what a busy machine takes, never early. */
const lateAtMost_ms = 5000

/** The line goes live on time in the reader's open page, and is recalled from it. */
export async function breakingLine({ chief, recorder }: Cast, reader: Page): Promise<void> {
  const { page } = chief
  const line = reader.locator('[data-ticker-lines] li', { hasText: theLine.text })
  // A page that was loaded again would not have this any more.
  await reader.evaluate(() => Object.assign(window, { stillTheSamePage: true }))
  const dueAt = await recorder.step('the desk chief schedules a breaking line', async () => {
    await page.keyboard.press('Control+Shift+B')
    const attribution = page.getByRole('textbox', { name: 'Attribution' })
    await attribution.waitFor()
    await page.keyboard.type(theLine.text)
    await tabBackTo(page, attribution)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(theLine.attribution)
    await tabTo(page, page.getByRole('button', { name: 'Schedule…' }))
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Goes live at' }).waitFor()
    await page.keyboard.type(scheduledAhead)
    const due = Date.now() + Number.parseInt(scheduledAhead, 10) * 1000
    await page.keyboard.press('Control+Enter')
    await page.locator('.queue-row[data-stage="scheduled"]', { hasText: theLine.text }).waitFor()
    await recorder.shot(page, 'breaking-scheduled')
    if ((await line.count()) > 0) throw new Error('the line is out before its time')
    return due
  })
  await recorder.step('it goes live on time, in the page the reader has open', async () => {
    await line.first().waitFor({ state: 'attached', timeout: 30_000 })
    const late = Date.now() - dueAt
    if (late < -200 || late > lateAtMost_ms) throw new Error(`${late} ms after its time`)
    await page.locator('.queue-row[data-stage="live"]', { hasText: theLine.text }).waitFor()
    await recorder.shot(page, 'breaking-live')
    await reader.evaluate(() => window.scrollTo(0, 0))
    await recorder.shot(reader, 'reader-breaking')
  })
  await recorder.step('it is recalled, and leaves the reader’s page', async () => {
    const row = page.locator('.queue-row', { hasText: theLine.text })
    await paneTo(page, 'content')
    await tabTo(page, row.getByRole('button', { name: /Recall/ }))
    await page.keyboard.press('Delete')
    await until('the line to leave the ticker', async () => (await line.count()) === 0)
    await page.locator('.queue-row[data-stage="recalled"]', { hasText: theLine.text }).waitFor()
    const same = await reader.evaluate(() => 'stillTheSamePage' in window)
    if (!same) throw new Error('the reader’s page was loaded again')
  })
}
