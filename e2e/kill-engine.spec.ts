/**
 * The engine is killed for real, again and again, while somebody types at full speed. What it
 * acknowledged to the window must be in the document that the next engine opens.
 */
import { aDesk } from './support/a-desk.ts'
import { bodyOf, openStoryId, startStory } from './support/desk-hands.ts'
import {
  acknowledgedCount,
  acknowledgedUpdates,
  storedState,
  tapEngine,
} from './support/engine-tap.ts'
import { bodyText, missingFrom } from './support/held.ts'
import { expect, test } from './support/newsroom.ts'
import { killHard } from './support/processes.ts'
import { until } from './support/until.ts'

const rounds = 20

test('[KE1] [KE2] twenty kills of the engine in mid-sentence lose nothing', async ({
  openDesk,
  server,
  onEnd,
}) => {
  test.setTimeout(240_000)
  const desk = await openDesk({ person: 'nadia' })
  const { page } = desk
  await tapEngine(page)
  await startStory(page, 'The night the lights went out')
  const story = await openStoryId(page)
  const body = bodyOf(page)
  await body.focus()

  let typed = ''
  let stop = false
  const typing = (async () => {
    for (let word = 1; !stop; word++) {
      const text = `word${word} `
      await page.keyboard.type(text)
      typed += text
    }
  })()
  for (let round = 1; round <= rounds; round++) {
    const before = await acknowledgedCount(page)
    await until(
      `round ${round}: the engine to acknowledge`,
      async () => (await acknowledgedCount(page)) >= before + 2,
      30_000,
    )
    const dead = await desk.killEngine()
    await desk.nextEngine(dead)
  }
  stop = true
  await typing

  const acknowledged = await acknowledgedUpdates(page)
  expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 2)
  await until(
    'everything typed to be in the log',
    async () => bodyText(await storedState(page, story)).includes(typed.trim()),
    20_000,
  )

  // The whole app is gone at once, and another start opens what is on disk.
  const main = desk.app.process().pid
  if (main !== undefined) await killHard(main)
  const again = await aDesk(onEnd, { server: server.url, userData: desk.userData })
  await tapEngine(again.page)
  const state = await storedState(again.page, story)
  expect(missingFrom(state, acknowledged)).toHaveLength(0)
  expect(bodyText(state)).toContain(typed.trim())
})
