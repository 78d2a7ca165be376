/** `npm run tour`: drives the real app through the story of a story; see e2e/tour/run.ts. */
import { ensureBuilt } from './build.ts'
import { withCleanup } from './children.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { progress } from './progress.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

export async function run(): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: true }), say)
    const [runtime] = await Promise.all([electronExecutable(say), ensureBuilt(say)])
    say(describeRuntime(runtime))
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())
    const { runTour } = await import('../e2e/tour/run.ts')
    const report = await runTour()
    for (const step of report.steps) say(`${step.ok ? '✓' : '✗'} ${step.name} (${step.ms} ms)`)
    say(report.ok ? 'the tour is complete: out/tour/' : 'the tour failed: out/tour/report.json')
    return report.ok ? 0 : 1
  })
}
