/**
 * `npm run check`: format, lint (import arrows, runtime cycles, `any`, file length), types, order of
 * stages, dead code, promises, lock file. Everything that needs no running app.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promiseProblems } from './check-promises.ts'
import { stageProblems } from './check-stages.ts'
import { missingFromLock } from './complete-lock.ts'
import { root } from './project.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'
import { stages } from './stages.ts'
import { add, noTally, type Tally } from './tally.ts'
import { runTool } from './tool.ts'

/** Biome counts lines of TypeScript; styles and pages have the same limit. */
const longestFile_lines = 350

type Check = { readonly name: string; readonly problems: () => Promise<string[]> | string[] }

const byTool = async (...command: Parameters<typeof runTool>) => {
  const { code, output } = await runTool(...command)
  return code === 0 ? [] : [output.trim() || `ended with code ${code}`]
}

function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
    .filter((file) => file.lines > longestFile_lines)
    .map((file) => `${file.path} has ${file.lines} lines, more than ${longestFile_lines}`)
}

function checks(files: readonly SourceFile[]): Check[] {
  const list = () => readFileSync(join(root, 'docs', 'promises.md'), 'utf8')
  return [
    {
      name: 'format and lint',
      problems: () =>
        byTool('biome', ['check', '--error-on-warnings', '--max-diagnostics=50', '.']),
    },
    { name: 'types', problems: () => byTool('tsc', ['--noEmit', '-p', '.']) },
    { name: 'order of stages', problems: () => stageProblems(stages, files) },
    { name: 'length of files', problems: () => longFiles(files) },
    { name: 'promises', problems: () => promiseProblems(list(), files) },
    { name: 'lock file', problems: missingFromLock },
    { name: 'dead code', problems: () => byTool('knip', ['--no-progress']) },
  ]
}

/** Runs every check, prints what is wrong, and counts. */
export async function check(): Promise<Tally> {
  let tally = noTally
  for (const { name, problems } of checks(sourceFiles(root))) {
    const started = Date.now()
    const found = await problems()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${found.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
    for (const problem of found) console.log(`    ${problem.replaceAll('\n', '\n    ')}`)
    const one =
      found.length === 0
        ? { ...noTally, passed: 1 }
        : { ...noTally, failed: 1, failures: [`check, ${name}: ${found[0]?.split('\n')[0]}`] }
    tally = add(tally, one)
  }
  return tally
}

export async function run(): Promise<number> {
  const tally = await check()
  console.log(`\ncheck: ${tally.passed} passed, ${tally.failed} failed`)
  return tally.failed === 0 ? 0 : 1
}
