/** Sixty places in one review: one wrote into every paragraph that the other deleted; and a long headline. */
import type { Page } from 'playwright'
import { bodyOf, fieldNamed, findAndOpen, paneTo, safetyIs } from '../../support/desk-hands.ts'
import { until } from '../../support/until.ts'
import {
  aDeskAt,
  type FaultCast,
  goes,
  inEveryLanguage,
  onServer,
  shows,
  writeStory,
} from './stage.ts'

const places = 60
const things = [
  'crane',
  'tug',
  'lighthouse',
  'market',
  'customs house',
  'ferry',
  'bridge',
  'school',
]
const streets = ['Mole Street', 'the old quay', 'Salt Lane', 'the fish hall', 'Pier Four']
const verbs = ['closed', 'reopened', 'flooded', 'stood empty', 'kept its lights on']
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

const paragraph = (n: number): string =>
  `Line ${n}: the ${pick(things, n)} at ${pick(streets, n * 3)} ${pick(verbs, n * 7)} before ${(n % 12) + 1}.`
const added = (n: number): string =>
  ` Its keeper counted ${n * 3 + 11} ${pick(['boats', 'lorries', 'gulls', 'visitors'], n)} that night.`

const longHeadline =
  'Sixty places along the harbour of Port Selim closed, reopened or flooded in one night, and the people who keep them say that nobody from the council came to look before the morning tide'

/** Adds a sentence to every paragraph, going down by keys. */
async function writeIntoEach(page: Page): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.press('Control+Home')
  for (let n = 1; n <= places; n += 1) {
    await page.keyboard.press('End')
    await page.keyboard.type(added(n))
    await page.keyboard.press('ArrowDown')
  }
}

async function deleteEverything(page: Page): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Backspace')
}

async function overwriteHeadline(page: Page, headline: string): Promise<void> {
  await fieldNamed(page, 'Headline').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(headline)
}

/** Reviews that are long, reached and gone through by keys alone. */
export async function manyFindingsScreens(cast: FaultCast): Promise<void> {
  const { url } = cast.server
  const nadia = (await aDeskAt(cast, url, { person: 'nadia' })).page
  const majid = (await aDeskAt(cast, url, { person: 'majid' })).page
  const all = Array.from({ length: places }, (_, index) => paragraph(index + 1))
  await writeStory(nadia, longHeadline, all)
  await onServer(nadia)
  await findAndOpen(majid, longHeadline.slice(0, 30))
  await shows(majid, paragraph(places))
  for (const page of [nadia, majid]) await goes(page, 'Offline')
  await writeIntoEach(nadia)
  await overwriteHeadline(
    nadia,
    `${longHeadline} at a quarter past six, the keepers told this paper`,
  )
  await deleteEverything(majid)
  await overwriteHeadline(majid, 'One night, sixty places: what the harbour of Port Selim lost')
  await safetyIs(majid, 'waiting')
  await goes(majid, 'Online')
  await onServer(majid)
  await goes(nadia, 'Online')
  await nadia.locator('.merge-mark').waitFor({ timeout: 60_000 })
  await paneTo(nadia, 'list')
  await nadia.keyboard.press('Control+Shift+M')
  await nadia.locator('.merge-review').waitFor()
  await inEveryLanguage(cast, nadia, 'many-first')
  for (let step = 0; step < 12; step += 1) await nadia.keyboard.press('ArrowDown')
  await nadia.keyboard.press('k')
  await nadia.locator('.merge-review-settled').waitFor()
  await inEveryLanguage(cast, nadia, 'many-one-settled')
  // Left and opened again: the same place.
  const count = nadia.locator('.merge-review-count')
  const before = await count.textContent()
  await nadia.keyboard.press('Escape')
  await until('the list to have the focus again', () =>
    nadia.locator('[data-pane="list"]').evaluate((list) => list.contains(document.activeElement)),
  )
  await nadia.keyboard.press('Control+Shift+M')
  await until('the same place', async () => (await count.textContent()) === before)
  await nadia.keyboard.press('a')
  await until(
    'what is clear to be settled',
    async () =>
      /[1-9]\d/.test(
        (await nadia.locator('.merge-review-settled, .toast').first().textContent()) ?? '',
      ) || (await nadia.locator('.merge-mark').count()) === 0,
  )
  await inEveryLanguage(cast, nadia, 'many-clear-settled')
}
