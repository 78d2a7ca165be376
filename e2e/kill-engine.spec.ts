/**
 * The engine is killed for real, again and again, while somebody types at full speed. What it
 * acknowledged to the window must be in the document that the next engine opens.
 */
import type { ADesk } from './support/a-desk.ts'
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
import { type Typing, typeOn } from './support/typing.ts'
import { until } from './support/until.ts'

/** After a few deaths in a minute main waits before it starts the engine again, so people come and go. */
const sittings = 4
const killsEachSitting = 5

interface Sitting {
  readonly desk: ADesk
  readonly story: string
  /** Types words without a pause until told to stop; answers what it typed. */
  type(): Typing
}

const sitting = (desk: ADesk, story: string): Sitting => ({
  desk,
  story,
  type: () => typeOn(desk.page),
})

const acknowledgedMore = async ({ page }: ADesk, than: number): Promise<unknown> =>
  until(
    'the engine to acknowledge',
    async () => (await acknowledgedCount(page)) >= than + 2,
    30_000,
  )

/** Kills the engine five times while somebody types; everything typed must reach the log. */
async function killWhileTyping({ desk, story, type }: Sitting): Promise<void> {
  const typing = type()
  for (let kill = 0; kill < killsEachSitting; kill++) {
    await acknowledgedMore(desk, await acknowledgedCount(desk.page))
    const dead = await desk.killEngine()
    await desk.nextEngine(dead)
  }
  const typed = await typing.stop()
  await until(
    'everything typed to be in the log',
    async () => bodyText(await storedState(desk.page, story)).includes(typed),
    20_000,
  )
}

/** Kills the whole app in mid-word; answers every update that its engines had acknowledged. */
async function killApp({ desk, type }: Sitting): Promise<Uint8Array[]> {
  const typing = type()
  await acknowledgedMore(desk, await acknowledgedCount(desk.page))
  const acknowledged = await acknowledgedUpdates(desk.page)
  const main = desk.app.process().pid
  if (main !== undefined) await killHard(main)
  await typing.stop().catch(() => {})
  return acknowledged
}

test('[KE1] [KE2] twenty kills of the engine and four of the app in mid-sentence lose nothing', async ({
  openDesk,
}) => {
  test.setTimeout(240_000)
  const acknowledged: Uint8Array[] = []
  const first = await openDesk({ person: 'nadia' })
  await tapEngine(first.page)
  await startStory(first.page, 'The night the lights went out')
  const story = await openStoryId(first.page)
  let desk = first
  for (let n = 0; n < sittings; n++) {
    await bodyOf(desk.page).focus()
    await desk.page.keyboard.press('Control+End')
    const here = sitting(desk, story)
    await killWhileTyping(here)
    acknowledged.push(...(await killApp(here)))
    desk = await openDesk({ userData: first.userData })
    await tapEngine(desk.page)
    expect(missingFrom(await storedState(desk.page, story), acknowledged)).toEqual([])
    await bodyOf(desk.page).waitFor()
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(sittings * killsEachSitting * 2)
})
