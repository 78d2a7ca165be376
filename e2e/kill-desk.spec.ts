/**
 * The page is killed for real while somebody types: what was acknowledged is in the next page, once.
 * The long version, with the engine and main beside it: `npm run prove kill-desk`.
 */
import { openStoryId, startStory } from './support/desk-hands.ts'
import { tapEngine } from './support/engine-tap.ts'
import {
  type Answered,
  findings,
  killPage,
  refusedCommands,
  strikeWhileTyping,
  textOnScreen,
} from './support/kill-the-desk.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'

const kills = 3

test('[DWN2] three kills of the page in mid-sentence lose nothing and double nothing', async ({
  openDesk,
}) => {
  test.setTimeout(120_000)
  const first = await openDesk({ person: 'nadia' })
  await tapEngine(first.page)
  await startStory(first.page, 'The page that would not stay')
  const story = await openStoryId(first.page)
  const answered: Answered[] = []
  let desk = first
  for (let n = 1; n <= kills; n += 1) {
    answered.push(await strikeWhileTyping(desk, n * 10_000, () => killPage(desk.app)))
    await until('the page to be there again', async () =>
      (await textOnScreen(desk.app)).includes(`word${n * 10_000} `),
    )
    // Playwright has let go of a page that crashed: the same desk is opened anew.
    await desk.app.close()
    desk = await openDesk({ person: 'nadia', userData: first.userData })
    await tapEngine(desk.page)
  }
  expect(await findings(desk, story, answered)).toEqual({
    lostUpdates: 0,
    lostStories: 0,
    doubledWords: 0,
  })
  expect(await refusedCommands(desk)).toBe(0)
})
