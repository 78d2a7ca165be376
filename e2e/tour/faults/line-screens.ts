/** Progress over a slow line, in counts and bytes, and the switch that saves data. */
import { sitDown } from '../cast.ts'
import {
  aDeskAt,
  aLine,
  closeOutbox,
  type FaultCast,
  goes,
  inEveryLook,
  openOutbox,
  writeStory,
} from './stage.ts'

const paragraph = 'The mayor promised a second quay before the winter, and a third one after it. '

/** First sync and catch-up while the line is slow; saving data. */
export async function lineScreens(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  const desk = await aDeskAt(cast, line.url, {})
  await inEveryLook(cast, desk.page, 'first-page')
  line.set({ throttle: 3000, delay: 300 })
  await sitDown(desk.page, 'nadia')
  await inEveryLook(cast, desk.page, 'first-sync')
  await inEveryLook(cast, desk.page, 'first-sync-outbox', () => openOutbox(desk.page))
  await closeOutbox(desk.page)
  line.heal()
  await goes(desk.page, 'Offline')
  for (let n = 1; n <= 3; n += 1) {
    await writeStory(desk.page, `Written on the train, part ${n}`, [
      paragraph.repeat(3),
      paragraph.repeat(2),
    ])
  }
  await inEveryLook(cast, desk.page, 'offline-by-choice')
  await inEveryLook(cast, desk.page, 'offline-outbox', () => openOutbox(desk.page))
  await desk.page.locator('.switch').click()
  await inEveryLook(cast, desk.page, 'save-data')
  await desk.page.locator('.switch').click()
  await closeOutbox(desk.page)
  line.set({ throttle: 1500, delay: 60 })
  await goes(desk.page, 'Online')
  await inEveryLook(cast, desk.page, 'catching-up', () => openOutbox(desk.page))
  await closeOutbox(desk.page)
}
