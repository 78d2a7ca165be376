/**
 * `npm run prove [NAME]`: e2e/proofs/NAME.ts, or all of them: proofs that take too long for every
 * test run. Each prints its figures and writes out/proofs/NAME.json.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { machine } from './bench-report.ts'
import { root } from './project.ts'
import { runEach } from './run-each.ts'

const folder = join(root, 'e2e', 'proofs')

/** What a proof's `prove()` gives: one line a figure, with the goal it was held against. */
const figuresSchema = z
  .array(
    z.object({
      what: z.string().min(1),
      value: z.union([z.number(), z.string()]),
      goal: z.string(),
      ok: z.boolean(),
    }),
  )
  .min(1)
export type Figure = z.infer<typeof figuresSchema>[number]

function allNames(): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}

async function proveOne(name: string): Promise<boolean> {
  const { prove } = await import(join(folder, `${name}.ts`))
  const started = Date.now()
  const figures = figuresSchema.parse(await prove())
  const report = { name, machine: machine(), seconds: (Date.now() - started) / 1000, figures }
  mkdirSync(join(root, 'out', 'proofs'), { recursive: true })
  writeFileSync(join(root, 'out', 'proofs', `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  console.log(`\n${name} (${report.machine}), ${report.seconds.toFixed(0)} s`)
  for (const { ok, what, value, goal } of figures) {
    console.log(`${ok ? '✓' : '✗'} ${what}: ${value}${goal ? `  (goal: ${goal})` : ''}`)
  }
  return figures.every(({ ok }) => ok)
}

export const run = (names: readonly string[]): Promise<number> =>
  runEach({ kind: 'proof', doing: 'proving', known: allNames(), wanted: names }, proveOne)
