/** The tour: one story from keystroke to reader, on the real app, by keyboard; see docs/architecture.md. */
import { type OnEnd, withEnding } from '../support/on-end.ts'
import { type Cast, theCast } from './cast.ts'
import { judge } from './judge.ts'
import { showLooks } from './looks.ts'
import { mergeTwoDesks } from './merge.ts'
import { breakingLine, readStory } from './readers.ts'
import { aRecorder, type Recorder, type TourReport } from './steps.ts'
import { writeOffline } from './write-offline.ts'

/** Writes down every real press of a mouse; kept over a reload of the page. */
function noticePresses(): void {
  const key = 'copydesk-tour-presses'
  window.addEventListener(
    'mousedown',
    ({ isTrusted }) => {
      if (isTrusted) sessionStorage.setItem(key, String(1 + Number(sessionStorage.getItem(key))))
    },
    { capture: true },
  )
}

/** The tour is done by keyboard alone. */
async function watchPresses({ reporter, colleague, chief }: Cast): Promise<void> {
  for (const { page } of [reporter, colleague, chief]) {
    await page.addInitScript(noticePresses)
    await page.evaluate(noticePresses)
  }
}

async function noPresses({ reporter, colleague, chief, recorder }: Cast): Promise<void> {
  await recorder.step('nobody at a desk touched a mouse', async () => {
    for (const { page } of [reporter, colleague, chief]) {
      const presses = await page.evaluate(() => sessionStorage.getItem('copydesk-tour-presses'))
      if (presses !== null) throw new Error(`${presses} presses of a mouse`)
    }
  })
}

async function tour(onEnd: OnEnd, recorder: Recorder): Promise<void> {
  const cast = await theCast(onEnd, recorder)
  await watchPresses(cast)
  await writeOffline(cast)
  await mergeTwoDesks(cast)
  await judge(cast)
  const reader = await readStory(cast)
  await breakingLine(cast, reader)
  await noPresses(cast)
  await showLooks(cast, reader)
}

/** Runs the whole tour; writes out/tour/NN-name.png and out/tour/report.json. */
export async function runTour(): Promise<TourReport> {
  const recorder = aRecorder()
  try {
    await withEnding((onEnd) => tour(onEnd, recorder))
    return recorder.report(true)
  } catch (error) {
    console.error(error)
    return recorder.report(false)
  }
}
