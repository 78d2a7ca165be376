/** `npm run bench [NAME]`: bench/NAME.ts, or all of them; each writes out/bench/NAME.json. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchReport, benchTable } from './bench-report.ts'
import { root } from './project.ts'
import { runEach } from './run-each.ts'

const folder = join(root, 'bench')

function allNames(): string[] {
  if (!existsSync(folder)) return []
  // A benchmark is a file that exports `bench()`; the others are its parts.
  const benches = readdirSync(folder)
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .filter((file) =>
      /^export async function bench\(/m.test(readFileSync(join(folder, file), 'utf8')),
    )
  return benches.map((file) => file.slice(0, -'.ts'.length)).sort()
}

async function runOne(name: string): Promise<boolean> {
  const { bench } = await import(join(folder, `${name}.ts`))
  const report = benchReport(name, await bench())
  mkdirSync(join(root, 'out', 'bench'), { recursive: true })
  writeFileSync(join(root, 'out', 'bench', `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  console.log(`\n${benchTable(report)}\n`)
  return report.rows.every((row) => row.ok)
}

export const run = (names: readonly string[]): Promise<number> =>
  runEach({ kind: 'benchmark', doing: 'measuring', known: allNames(), wanted: names }, runOne)
