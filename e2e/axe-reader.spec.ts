/** axe on the published pages: every kind of page, in both directions, light and dark. */
import type { Page } from 'playwright'
import { barriers } from './support/axe.ts'
import { expect, test } from './support/newsroom.ts'

const editions = ['en', 'ar'] as const

async function addressesOf(page: Page, edition: string): Promise<string[]> {
  const story = await page.locator('main a[href*="/20"]').first().getAttribute('href')
  const topicOf = async () => {
    await page.goto(new URL(story ?? '/', page.url()).href)
    return await page.locator('.tags a').first().getAttribute('href')
  }
  return [
    `/${edition}`,
    story ?? '',
    (await topicOf()) ?? `/${edition}/latest`,
    `/${edition}/news`,
    `/${edition}/region/mena`,
    `/${edition}/about`,
    `/${edition}/no-such-page`,
  ]
}

for (const edition of editions) {
  test(`[AX2] axe finds nothing serious on reader’s pages in ${edition}`, async ({
    openReader,
  }) => {
    const page = await openReader(`/${edition}`)
    const origin = new URL(page.url()).origin
    for (const address of await addressesOf(page, edition)) {
      await page.goto(origin + address)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect.soft(await barriers(page), `${address} ${colorScheme}`).toEqual([])
      }
    }
  })
}

test('[AX2] a reader’s page reads and works on a phone and without script', async ({
  openReader,
}) => {
  const page = await openReader('/en', { width: 390, height: 780, javaScript: false })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wide).toBe(false)
  await page.locator('main a[href*="/20"]').first().click()
  await expect(page.locator('h1.headline')).toBeVisible()
  await expect(page.locator('.ticker-lines li').first()).toBeVisible()
})
