/** Who plays in the tour: three desks, a reader and the server between them. */
import type { Page } from 'playwright'
import { type ADesk, aDesk } from '../support/a-desk.ts'
import { type AServer, aServer } from '../support/a-server.ts'
import type { OnEnd } from '../support/on-end.ts'
import type { SamplePerson } from '../support/sample-people.ts'
import type { Recorder } from './steps.ts'

export interface Cast {
  readonly server: AServer
  /** Writes the story. */
  readonly reporter: ADesk
  /** Edits another paragraph of it. */
  readonly colleague: ADesk
  /** Returns, approves, publishes; sends the breaking line. */
  readonly chief: ADesk
  readonly recorder: Recorder
  readonly onEnd: OnEnd
}

/** Digits of the cards on the first page. */
const digits: Partial<Record<SamplePerson, string>> = { nadia: '1', majid: '2', salma: '7' }

/** Sits down at the first page as one of the sample's people, by one key. */
export async function sitDown(page: Page, person: SamplePerson): Promise<void> {
  await page.locator('.person-card').first().waitFor()
  await page.keyboard.press(`Digit${digits[person]}`)
  await page.locator('[data-pane="list"]').waitFor({ timeout: 30_000 })
}

/** Starts the server and opens the desks, each at its first page. */
export async function theCast(onEnd: OnEnd, recorder: Recorder): Promise<Cast> {
  const server = await recorder.step('the server starts with the sample newsroom', () =>
    aServer(onEnd),
  )
  const open = async (who: string): Promise<ADesk> => {
    const desk = await aDesk(onEnd, { server: server.url })
    recorder.watch(desk.page, who)
    return desk
  }
  return await recorder.step('three desks open at their first page', async () => ({
    server,
    reporter: await open('reporter'),
    colleague: await open('colleague'),
    chief: await open('chief'),
    recorder,
    onEnd,
  }))
}
