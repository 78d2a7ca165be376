/** Changing how the desk looks, as its settings do. */
import type { Page } from 'playwright'
import type { CopydeskBridge, Settings } from '../../shared/ipc/main-contract.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { until } from './until.ts'

declare global {
  interface Window {
    readonly copydesk: CopydeskBridge
  }
}

/** The window's settings now. */
export const settingsOf = (page: Page): Promise<Settings> =>
  page.evaluate(() => window.copydesk.call('settings:get', {}) as Promise<Settings>)

/** Sets language and theme and waits until the page wears them. */
export async function setLook(
  page: Page,
  language: Language,
  theme: 'light' | 'dark',
): Promise<void> {
  await page.evaluate((change) => window.copydesk.call('settings:set', { change }), {
    language,
    theme,
  })
  await page.waitForFunction(
    ({ language, dark }) =>
      document.documentElement.lang === language &&
      matchMedia('(prefers-color-scheme: dark)').matches === dark,
    { language, dark: theme === 'dark' },
  )
  // Fonts of another script arrive from disk after the words change.
  await until('the fonts', () => page.evaluate(() => document.fonts.status === 'loaded'))
}
