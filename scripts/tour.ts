/**
 * `npm run tour`: drives the real app through the story of a story; see e2e/tour/run.ts.
 * `npm run tour -- faults [NAME…]`: every screen that a fault can show, in four looks; e2e/tour/faults/.
 */
import { ensureBuilt } from './build.ts'
import { withCleanup } from './children.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { progress } from './progress.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

export async function run([which, ...names]: readonly string[] = []): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: true }), say)
    const [runtime] = await Promise.all([electronExecutable(say), ensureBuilt(say)])
    say(describeRuntime(runtime))
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())
    const report =
      which === 'faults'
        ? await (await import('../e2e/tour/faults/run.ts')).runFaultTour(names)
        : await (await import('../e2e/tour/run.ts')).runTour()
    for (const step of report.steps) say(`${step.ok ? '✓' : '✗'} ${step.name} (${step.ms} ms)`)
    const folder = which === 'faults' ? 'out/tour-faults/' : 'out/tour/'
    say(report.ok ? `the tour is complete: ${folder}` : `the tour failed: ${folder}report.json`)
    return report.ok ? 0 : 1
  })
}
