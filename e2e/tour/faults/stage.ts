/** What every act of the fault tour needs: desks on a line that can fail, and pictures in every look. */
import type { Page } from 'playwright'
import { type ADesk, aDesk, type DeskOptions } from '../../support/a-desk.ts'
import type { AServer } from '../../support/a-server.ts'
import { type Barrier, barriers } from '../../support/axe.ts'
import { bodyOf, findAndOpen, networkIs, safetyIs, startStory } from '../../support/desk-hands.ts'
import { aFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { setLook } from '../../support/look.ts'
import type { OnEnd } from '../../support/on-end.ts'
import { until } from '../../support/until.ts'
import type { Recorder } from '../steps.ts'

export interface FaultCast {
  readonly server: AServer
  readonly recorder: Recorder
  readonly onEnd: OnEnd
  /** What axe found on the screens so far, by the screen's name. */
  readonly barriers: Map<string, readonly Barrier[]>
}

type Look = readonly ['en' | 'ar' | 'es', 'light' | 'dark']

const looks: readonly Look[] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ar', 'dark'],
]
/** For screens whose words are worth reading in the third language as well. */
const andSpanish: readonly Look[] = [...looks, ['es', 'light']]

/** The same screen four times, each shown to axe; leaves the desk in English and light. */
export async function inEveryLook(
  { recorder, barriers: found }: FaultCast,
  page: Page,
  name: string,
  show: () => Promise<void> = async () => {},
  wanted: readonly Look[] = looks,
): Promise<void> {
  for (const [language, theme] of wanted) {
    await setLook(page, language, theme)
    await show()
    const screen = `${name}-${language}-${theme}`
    await recorder.shot(page, screen)
    const here = await barriers(page)
    if (here.length > 0) found.set(screen, here)
  }
  await setLook(page, 'en', 'light')
}

/** The same, and in Spanish. */
export const inEveryLanguage = (cast: FaultCast, page: Page, name: string): Promise<void> =>
  inEveryLook(cast, page, name, undefined, andSpanish)

/** A line of its own to the server. */
export async function aLine({ server, onEnd }: FaultCast): Promise<FaultProxy> {
  const proxy = await aFaultProxy([server.url])
  onEnd(() => proxy.close())
  return proxy
}

/** A desk behind a line. */
export async function aDeskAt(
  { onEnd, recorder }: FaultCast,
  server: string,
  options: Partial<DeskOptions> = {},
): Promise<ADesk> {
  const desk = await aDesk(onEnd, { server, ...options })
  recorder.watch(desk.page, options.person ?? 'desk')
  return desk
}

/** Writes a story of those paragraphs; the caret ends behind the last word. */
export async function writeStory(
  page: Page,
  headline: string,
  paragraphs: readonly string[],
): Promise<void> {
  // Rows on the screen: the newsroom is known, and with it the desk that a new story belongs to.
  await page.locator('.story-option').first().waitFor({ timeout: 60_000 })
  await startStory(page, headline)
  await bodyOf(page).focus()
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) await page.keyboard.press('Enter')
    await page.keyboard.type(paragraph)
  }
}

export const onServer = (page: Page): Promise<void> => safetyIs(page, 'on-server')

export async function goes(page: Page, word: 'Online' | 'Offline'): Promise<void> {
  await findAndOpen(page, 'Work offline, or online again')
  await networkIs(page, word)
}

export const shows = (page: Page, text: string): Promise<unknown> =>
  until(`"${text}" on the desk`, async () => (await bodyOf(page).textContent())?.includes(text))

/** Opens what the status bar says of the network, whatever the language. */
export async function openOutbox(page: Page): Promise<void> {
  const button = page.locator('.status-end .status-network')
  if ((await button.getAttribute('aria-expanded')) === 'true') return
  await button.click()
  await page.locator('.outbox').waitFor()
}

export async function closeOutbox(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await until('the outbox to close', async () => (await page.locator('.outbox').count()) === 0)
}
