/**
 * The tour of the faults: every screen that a fault can show, made by the real fault, photographed in
 * English and Arabic, light and dark. For eyes: it proves nothing but that the screens come up.
 */
import { join } from 'node:path'
import { root } from '../../../scripts/project.ts'
import { aServer } from '../../support/a-server.ts'
import { type OnEnd, withEnding } from '../../support/on-end.ts'
import { aRecorder, type Recorder, type TourReport } from '../steps.ts'
import { awayFromTheLine } from './away-from-the-line.ts'
import { clockScreens } from './clock-screens.ts'
import { compareScreens } from './compare-screens.ts'
import { diskScreens } from './disk-screens.ts'
import { firstStartScreens } from './first-start-screens.ts'
import { lineScreens } from './line-screens.ts'
import { manyFindingsScreens } from './many-findings-screens.ts'
import { mergeScreens } from './merge-screens.ts'
import { pictureScreens } from './picture-screens.ts'
import { repairScreens } from './repair-screens.ts'
import { restoredScreens } from './restored-screens.ts'
import { setAsideScreens } from './set-aside-screens.ts'
import type { FaultCast } from './stage.ts'

const acts: Readonly<Record<string, Act>> = {
  merge: mergeScreens,
  many: manyFindingsScreens,
  compare: compareScreens,
  disk: diskScreens,
  repair: repairScreens,
  line: lineScreens,
  first: firstStartScreens,
  away: awayFromTheLine,
  pictures: pictureScreens,
  aside: setAsideScreens,
  clock: clockScreens,
  restored: restoredScreens,
}

type Act = (cast: FaultCast) => Promise<void>

/** One act to its end; then what would keep somebody out of its screens. */
async function playOne(act: Act, cast: FaultCast): Promise<void> {
  await act(cast)
  if (cast.barriers.size === 0) return
  const lines = [...cast.barriers].map(([screen, found]) => `${screen}: ${JSON.stringify(found)}`)
  throw new Error(`axe found on ${cast.barriers.size} screens:\n${lines.join('\n')}`)
}

async function play(recorder: Recorder, wanted: readonly string[], onEnd: OnEnd): Promise<boolean> {
  const server = await recorder.step('the server starts', () => aServer(onEnd))
  let allWell = true
  for (const [name, act] of Object.entries(acts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    // One act that fails keeps nobody from looking at the others.
    const well = await withEnding((ended) =>
      recorder.step(name, () =>
        playOne(act, { server, recorder, onEnd: ended, barriers: new Map() }),
      ),
    ).then(
      () => true,
      (error: unknown) => {
        console.error(error)
        return false
      },
    )
    allWell &&= well
  }
  return allWell
}

/** Runs the named acts, or all; writes out/tour-faults/NN-name-language-theme.png and a report. */
export async function runFaultTour(wanted: readonly string[] = []): Promise<TourReport> {
  const recorder = aRecorder(join(root, 'out', 'tour-faults'))
  try {
    return recorder.report(await withEnding((onEnd) => play(recorder, wanted, onEnd)))
  } catch (error) {
    console.error(error)
    return recorder.report(false)
  }
}
