/**
 * `npm test`: check, unit, storage and server tests on a real PostgreSQL, build, and end-to-end tests
 * on the real app. Everything runs even when something failed; what failed is told again at the end,
 * and one line closes the run.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { check } from './check.ts'
import { withCleanup } from './children.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { progress, type Say } from './progress.ts'
import { root } from './project.ts'
import {
  add,
  closingLine,
  judged,
  noTally,
  playwrightTally,
  type Tally,
  vitestTally,
} from './tally.ts'
import { runTool } from './tool.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

const reports = join(root, 'out', 'test')

function readReport(file: string, read: (report: unknown) => Tally): Tally | undefined {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

async function vitest(project: 'unit' | 'pg'): Promise<Tally> {
  const report = join(reports, `${project}.json`)
  rmSync(report, { force: true })
  const { code } = await runTool(
    'vitest',
    [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { show: true },
  )
  return judged(readReport(report, vitestTally), code)
}

async function endToEnd(say: Say, onEnd: (stop: () => Promise<void>) => void): Promise<Tally> {
  const runtime = await electronExecutable(say)
  say(describeRuntime(runtime))
  const display = await ensureDisplay(say)
  if (display) onEnd(() => display.stop())
  const report = join(reports, 'e2e.json')
  rmSync(report, { force: true })
  const { code } = await runTool('playwright', ['test'], { show: true })
  return judged(readReport(report, playwrightTally), code)
}

async function builds(say: Say): Promise<Tally> {
  try {
    await ensureBuilt(say)
    return { ...noTally, passed: 1 }
  } catch (error) {
    console.error(error)
    return { ...noTally, failed: 1, failures: [`the build: ${error}`] }
  }
}

export async function run(): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: true }), say)
    mkdirSync(reports, { recursive: true })
    const parts: [string, () => Promise<Tally>][] = [
      ['check', check],
      ['unit tests', () => vitest('unit')],
      ['storage and server tests on PostgreSQL', () => vitest('pg')],
      ['build', () => builds(say)],
      ['end-to-end tests on the real app', () => endToEnd(say, onEnd)],
    ]
    let sum = noTally
    for (const [name, part] of parts) {
      say(name)
      const tally = await part()
      say(`${name}: ${tally.passed} passed, ${tally.failed} failed`)
      sum = add(sum, tally)
    }
    if (sum.failures.length > 0) console.log(`\nWhat failed:\n  ${sum.failures.join('\n  ')}`)
    console.log(`\n${closingLine(sum)}`)
    return sum.failed === 0 ? 0 : 1
  })
}
