/** What a person's hands do at a desk, by keyboard, in the words of the English desk. */
import type { Locator, Page } from 'playwright'
import { settingsOf } from './look.ts'
import { until } from './until.ts'

/** The story's text. */
export const bodyOf = (page: Page): Locator => page.locator('[data-lexical-editor="true"]').first()

export const fieldNamed = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true }).first()

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(
    (element) => element === document.activeElement || element.contains(document.activeElement),
  )

/** Presses a key until the target has the focus: what cannot be reached this way fails the tour. */
async function pressUntilFocused(page: Page, key: string, target: Locator, most: number) {
  for (let presses = 0; presses <= most; presses++) {
    if ((await target.count()) > 0 && (await hasFocus(target.first()))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never reached ${target}`)
}

export const tabTo = (page: Page, target: Locator, most = 60): Promise<void> =>
  pressUntilFocused(page, 'Tab', target, most)

export const tabBackTo = (page: Page, target: Locator, most = 60): Promise<void> =>
  pressUntilFocused(page, 'Shift+Tab', target, most)

/** F6 until the pane has the focus. */
export const paneTo = (
  page: Page,
  pane: 'list' | 'content' | 'inspector' | 'merge' | 'notices' | 'toasts',
): Promise<void> => pressUntilFocused(page, 'F6', page.locator(`[data-pane="${pane}"]`), 8)

const startingWith = (words: string): RegExp =>
  new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** Opens the palette, types what is wanted and takes the answer of that name. */
export async function findAndOpen(page: Page, words: string): Promise<void> {
  await page.locator('[data-pane="status"]').waitFor()
  const option = page.getByRole('option', { name: startingWith(words) }).first()
  await until(`the palette to find "${words}"`, async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').getByRole('combobox').waitFor({ timeout: 3000 })
    await page.keyboard.type(words)
    // What has not arrived on this device yet is asked for again.
    return await option.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
  })
  for (let presses = 0; (await option.getAttribute('aria-selected')) !== 'true'; presses++) {
    if (presses > 20) throw new Error(`arrows never reached ${words} in the palette`)
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

/** Goes to the review screen and down its queue to the story of that headline. */
export async function readInReview(page: Page, headline: string): Promise<void> {
  await page.keyboard.press('Alt+2')
  const mine = page.getByRole('option', { name: headline })
  await mine.waitFor({ timeout: 20_000 })
  await paneTo(page, 'list')
  await page.keyboard.press('Home')
  for (let presses = 0; (await mine.getAttribute('aria-selected')) !== 'true'; presses++) {
    if (presses > 50) throw new Error('arrows never reached the story in the queue')
    await page.keyboard.press('ArrowDown')
  }
  await page.locator('.review-bar').waitFor()
}

/** Ctrl+N, and a headline. */
export async function startStory(page: Page, headline: string): Promise<void> {
  await page.locator('[data-pane="status"]').waitFor()
  await page.keyboard.press('Control+N')
  const field = fieldNamed(page, 'Headline')
  await field.waitFor()
  await until('the caret in the headline', () => hasFocus(field))
  await page.keyboard.type(headline)
}

/** Id of the story on the screen. */
export async function openStoryId(page: Page): Promise<string> {
  return await until('a story to be open', async () => (await settingsOf(page)).lastStory ?? false)
}

/** Where the caret stands: the text of its block, and whether it is at the block's end. */
const caret = (page: Page): Promise<{ block: string; atEnd: boolean }> =>
  page.evaluate(() => {
    const body = document.querySelector('[data-lexical-editor="true"]')
    const selection = getSelection()
    let node: Node | null = selection?.focusNode ?? null
    while (node && node.parentNode !== body) node = node.parentNode
    if (!node || !selection?.focusNode) return { block: '', atEnd: false }
    const rest = document.createRange()
    rest.setStart(selection.focusNode, selection.focusOffset)
    rest.setEnd(node, node.childNodes.length)
    return { block: node.textContent ?? '', atEnd: rest.toString() === '' }
  })

/** Moves the caret by keys to the end of the paragraph that begins so. */
export async function caretToEndOf(page: Page, beginning: string): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.press('Control+Home')
  for (let presses = 0; presses < 200; presses++) {
    const { block, atEnd } = await caret(page)
    const inside = block.startsWith(beginning)
    if (inside && atEnd) return
    // Word by word inside: the end of a line is not the end of a paragraph.
    await page.keyboard.press(inside ? 'Control+ArrowRight' : 'ArrowDown')
  }
  throw new Error(`arrows never reached "${beginning}"`)
}

/** Waits until the status bar says one of the words for safety. */
export async function safetyIs(page: Page, ...words: string[]): Promise<void> {
  const shown = page.locator('[data-safety]').first()
  await until(
    `the word ${words.join(' or ')}`,
    async () => words.includes((await shown.getAttribute('data-safety')) ?? ''),
    20_000,
  )
}

/** Waits until the stage bar or review bar says where the story stands. */
export const stateIs = (page: Page, state: string): Promise<void> =>
  page
    .locator('.stage-bar, .review-bar')
    .getByText(state, { exact: true })
    .first()
    .waitFor({ timeout: 20_000 })

/** Waits until the status bar says how the network is. */
export const networkIs = (page: Page, word: 'Online' | 'Offline'): Promise<void> =>
  page.locator('.status-network').getByText(word).waitFor({ timeout: 20_000 })
