/** The same screens and pages in Arabic and in the dark, for those who look at the screenshots. */
import type { Page } from 'playwright'
import type { Language } from '../../shared/model/vocabulary.ts'
import { bodyOf, findAndOpen } from '../support/desk-hands.ts'
import { setLook } from '../support/look.ts'
import type { Cast } from './cast.ts'
import { theStory } from './the-story.ts'

type Theme = 'light' | 'dark'
const looks: readonly ['en' | 'ar', Theme][] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ar', 'dark'],
]

/** A live story of the sample in each of the desk's looks' languages. */
const stories: Readonly<Record<'en' | 'ar', string>> = {
  en: theStory.headline,
  ar: 'عمال المرفأ يضربون',
}

async function deskScreens(
  { chief, recorder }: Cast,
  language: 'en' | 'ar',
  theme: Theme,
): Promise<void> {
  const { page } = chief
  const look = `${language}-${theme}`
  await page.keyboard.press('Alt+1')
  await findAndOpen(page, stories[language])
  await bodyOf(page).waitFor()
  await recorder.shot(page, `desk-stories-${look}`)
  await page.keyboard.press('Alt+2')
  await page.locator('.review-queue').waitFor()
  await page.locator('.review-bar').waitFor()
  await recorder.shot(page, `desk-review-${look}`)
  await page.keyboard.press('Alt+3')
  await page.locator('.queue-row').first().waitFor()
  await recorder.shot(page, `desk-breaking-${look}`)
  await page.keyboard.press('Alt+4')
  await page.locator('[data-pane="list"]').waitFor()
  await recorder.shot(page, `desk-search-${look}`)
}

async function readerPages(
  { server, recorder }: Cast,
  reader: Page,
  edition: Language,
): Promise<void> {
  await reader.goto(new URL(`/${edition}`, server.url).href)
  await recorder.shot(reader, `reader-front-${edition}`)
  await reader.locator('main a[href*="/20"]').first().focus()
  await reader.keyboard.press('Enter')
  await reader.locator('h1.headline').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await reader.emulateMedia({ colorScheme })
    await recorder.shot(reader, `reader-story-${edition}-${colorScheme}`)
  }
  await reader.emulateMedia({ colorScheme: 'light' })
}

/** An Arabic story in an Arabic desk, then every screen in every look. */
export async function showLooks(cast: Cast, reader: Page): Promise<void> {
  const { recorder, chief } = cast
  for (const [language, theme] of looks) {
    await recorder.step(`the desk in ${language}, ${theme}`, async () => {
      await setLook(chief.page, language, theme)
      await deskScreens(cast, language, theme)
    })
  }
  await setLook(chief.page, 'en', 'light')
  for (const edition of ['en', 'ar', 'es'] as const) {
    await recorder.step(`reader’s pages in ${edition}`, () => readerPages(cast, reader, edition))
  }
}
