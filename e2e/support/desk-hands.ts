/** What a person's hands do at a desk, by keyboard, in the words of the English desk. */
import type { Locator, Page } from 'playwright'
import { until } from './until.ts'

/** The story's text. */
export const bodyOf = (page: Page): Locator => page.locator('[data-lexical-editor="true"]').first()

/** Presses Tab until the target has the focus: what cannot be reached this way fails the tour. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  const isThere = () =>
    target
      .first()
      .evaluate(
        (element) => element === document.activeElement || element.contains(document.activeElement),
      )
  for (let presses = 0; presses <= most; presses++) {
    if ((await target.count()) > 0 && (await isThere())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${target}`)
}

/** Opens the palette, types what is wanted and takes the first answer. */
export async function runAction(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.keyboard.type(words)
  await page.getByRole('option', { name: words }).first().waitFor()
  await page.keyboard.press('Enter')
}

/** Ctrl+N, and a headline. */
export async function startStory(page: Page, headline: string): Promise<void> {
  await page.keyboard.press('Control+N')
  const field = page.getByRole('textbox', { name: 'Headline' })
  await field.waitFor()
  await until('the caret in the headline', () =>
    field.evaluate((element) => element === document.activeElement),
  )
  await page.keyboard.type(headline)
}

/** Id of the story on the screen. */
export async function openStoryId(page: Page): Promise<string> {
  const { lastStory } = (await page.evaluate(() =>
    (
      window as unknown as { copydesk: { call(name: string, input: unknown): Promise<unknown> } }
    ).copydesk.call('settings:get', {}),
  )) as { lastStory: string | null }
  if (lastStory === null) throw new Error('no story is open')
  return lastStory
}
