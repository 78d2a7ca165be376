/** Runs the files of a folder that a person chose, with everything the real app needs around them. */
import { ensureBuilt } from './build.ts'
import { withCleanup } from './children.ts'
import { electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { progress } from './progress.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

interface Choice {
  /** What one of them is called. */
  readonly kind: string
  /** What is being done to it, for the line that says so. */
  readonly doing: string
  readonly known: readonly string[]
  /** None means all. */
  readonly wanted: readonly string[]
}

/** Runs each in turn, also after one that fell short; gives the exit code. */
export async function runEach(
  { kind, doing, known, wanted }: Choice,
  runOne: (name: string) => Promise<boolean>,
): Promise<number> {
  const chosen = wanted.length > 0 ? wanted : known
  const unknown = chosen.filter((name) => !known.includes(name))
  if (unknown.length > 0 || chosen.length === 0) {
    console.error(`No ${kind} called ${unknown.join(', ')}. There are: ${known.join(', ')}`)
    return 1
  }
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: true }), say)
    await Promise.all([electronExecutable(say), ensureBuilt(say)])
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())
    let ok = true
    for (const name of chosen) {
      say(`${doing} ${name}`)
      ok = (await runOne(name)) && ok
    }
    return ok ? 0 : 1
  })
}
