/** What changed between the version a chief read and the one that is there now; the story moves meanwhile. */
import {
  bodyOf,
  caretToEndOf,
  readInReview,
  safetyIs,
  stateIs,
  tabTo,
} from '../../support/desk-hands.ts'
import { until } from '../../support/until.ts'
import { aDeskAt, type FaultCast, inEveryLanguage, onServer, writeStory } from './stage.ts'

const headline = 'Council delays the new tram line'
const vote = 'The council voted on Tuesday to delay the new tram line by two years.'
const money = 'It blamed the price of steel, which rose by a third since spring.'
const riders = 'Riders said they had heard that before.'

/** The review of a story that its reporter goes on changing. */
export async function compareScreens(cast: FaultCast): Promise<void> {
  const { url } = cast.server
  const nadia = (await aDeskAt(cast, url, { person: 'nadia' })).page
  const majid = (await aDeskAt(cast, url, { person: 'majid' })).page
  await writeStory(nadia, headline, [vote, money, riders])
  await onServer(nadia)
  await bodyOf(nadia).focus()
  await nadia.keyboard.press('Control+Enter')
  await stateIs(nadia, 'In review')
  await readInReview(majid, headline)
  await until('its text', async () =>
    (await majid.locator('[data-pane="content"]').textContent())?.includes(riders),
  )
  await inEveryLanguage(cast, majid, 'compare-first')
  await caretToEndOf(nadia, vote)
  for (let letter = 0; letter < 'two years.'.length; letter += 1)
    await nadia.keyboard.press('Backspace')
  await nadia.keyboard.type('three years, the third delay in a row.')
  await caretToEndOf(nadia, riders)
  await nadia.keyboard.press('Enter')
  await nadia.keyboard.type(
    '“We were promised this line when my daughter was born,” one of them said.',
  )
  await safetyIs(nadia, 'on-server')
  const moved = majid.locator('.review-bar').getByRole('button', { name: 'Show them' })
  await moved.waitFor({ timeout: 20_000 })
  await inEveryLanguage(cast, majid, 'compare-moved')
  await tabTo(majid, moved)
  await majid.keyboard.press('Enter')
  await until('the new words', async () =>
    (await majid.locator('[data-pane="content"]').textContent())?.includes('third delay'),
  )
  await inEveryLanguage(cast, majid, 'compare-changes')
}
