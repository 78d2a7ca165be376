/** axe on every screen of the desk, in both directions, light and dark. */
import type { Page } from 'playwright'
import type { ADesk } from './support/a-desk.ts'
import { barriers } from './support/axe.ts'
import { bodyOf } from './support/desk-hands.ts'
import { setLook } from './support/look.ts'
import { expect, test } from './support/newsroom.ts'

const looks = [
  ['en', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ar', 'dark'],
] as const

/** Screens, each with the keys that lead there and what shows that it has arrived. */
const screens: [name: string, keys: string[], arrived: (page: Page) => Promise<unknown>][] = [
  ['stories', ['Alt+1'], (page) => page.locator('[data-pane="list"]').waitFor()],
  ['review', ['Alt+2'], (page) => page.locator('[data-pane="list"]').waitFor()],
  ['breaking', ['Alt+3'], (page) => page.locator('main').waitFor()],
  ['search', ['Alt+4'], (page) => page.locator('[data-pane="list"]').waitFor()],
  ['palette', ['Alt+1', 'Control+K'], (page) => page.getByRole('dialog').waitFor()],
  ['all keys', ['Escape', 'F6', '?'], (page) => page.getByRole('dialog').waitFor()],
]

async function visit(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function checkScreens(desk: ADesk, where: string): Promise<void> {
  for (const [name, keys, arrived] of screens) {
    await visit(desk.page, keys)
    await arrived(desk.page)
    expect.soft(await barriers(desk.page), `${name} ${where}`).toEqual([])
  }
  await visit(desk.page, ['Escape', 'Alt+1'])
}

for (const [language, theme] of looks) {
  test(`[AX1] axe finds nothing serious at a desk chief’s desk, ${language} ${theme}`, async ({
    openDesk,
  }) => {
    const desk = await openDesk({ person: 'majid' })
    await setLook(desk.page, language, theme)
    const rows = desk.page.locator(
      '[data-pane="list"] [role="row"], [data-pane="list"] [role="option"]',
    )
    await rows.first().waitFor()
    await rows.first().click()
    await bodyOf(desk.page).waitFor()
    expect.soft(await barriers(desk.page), `story ${language} ${theme}`).toEqual([])
    for (const tab of await desk.page.getByRole('tab').all()) {
      await tab.click()
      expect
        .soft(await barriers(desk.page), `${await tab.textContent()} ${language} ${theme}`)
        .toEqual([])
    }
    await checkScreens(desk, `${language} ${theme}`)
  })
}

test('[AX1] axe finds nothing serious on the first page', async ({ openDesk }) => {
  const { page } = await openDesk()
  await page.getByRole('button').first().waitFor()
  expect(await barriers(page)).toEqual([])
})

test('axe does see what would keep somebody out', async ({ openDesk }) => {
  const { page } = await openDesk()
  await page.getByRole('button').first().waitFor()
  await page.evaluate(() => {
    const button = document.createElement('button')
    const faint = document.createElement('p')
    faint.textContent = 'hardly to be read'
    faint.style.color = '#eee'
    document.querySelector('main')?.append(button, faint)
  })
  const rules = (await barriers(page)).map(({ rule }) => rule)
  expect(rules.sort()).toEqual(['button-name', 'color-contrast'])
})
