/** `npm run bench [NAME]`: bench/NAME.ts, or all of them; each writes out/bench/NAME.json. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchReport, benchTable } from './bench-report.ts'
import { ensureBuilt } from './build.ts'
import { withCleanup } from './children.ts'
import { electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { progress } from './progress.ts'
import { root } from './project.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

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

export async function run(names: readonly string[]): Promise<number> {
  const known = allNames()
  const chosen = names.length > 0 ? names : known
  const unknown = chosen.filter((name) => !known.includes(name))
  if (unknown.length > 0 || chosen.length === 0) {
    console.error(`No benchmark called ${unknown.join(', ')}. There are: ${known.join(', ')}`)
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
      say(`measuring ${name}`)
      ok = (await runOne(name)) && ok
    }
    return ok ? 0 : 1
  })
}
