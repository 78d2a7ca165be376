/**
 * `npm run prove [NAME] [-- --desks N --rounds N]`: e2e/proofs/NAME.ts, or all of them: proofs that
 * take too long for every test run. Each prints its figures and writes out/proofs/NAME.json.
 * Fewer rounds or desks than a proof wants by itself are for looking into it in parts.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
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

/** What a person chose; a proof has its own numbers for what they did not. */
export interface Extent {
  readonly desks?: number
  readonly rounds?: number
}

const options = { desks: { type: 'string' }, rounds: { type: 'string' } } as const

function chosen(args: readonly string[]): { names: string[]; extent: Extent } {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const extent = Object.entries(values).map(([name, text]) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} takes a number`)
    return [name, value] as const
  })
  return { names: positionals, extent: Object.fromEntries(extent) }
}

function allNames(): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}

async function proveOne(name: string, extent: Extent): Promise<boolean> {
  const { prove } = await import(join(folder, `${name}.ts`))
  const started = Date.now()
  const figures = figuresSchema.parse(await prove(extent))
  const seconds = (Date.now() - started) / 1000
  // Times of a machine with other work to do say little; what was lost says as much as ever.
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10
  const report = { name, machine: machine(), load, seconds, figures }
  mkdirSync(join(root, 'out', 'proofs'), { recursive: true })
  writeFileSync(join(root, 'out', 'proofs', `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  console.log(`\n${name} (${report.machine}), ${seconds.toFixed(0)} s, load ${load}`)
  for (const { ok, what, value, goal } of figures) {
    console.log(`${ok ? '✓' : '✗'} ${what}: ${value}${goal ? `  (goal: ${goal})` : ''}`)
  }
  return figures.every(({ ok }) => ok)
}

export async function run(args: readonly string[]): Promise<number> {
  const { names, extent } = chosen(args)
  const wanted = { kind: 'proof', doing: 'proving', known: allNames(), wanted: names }
  return await runEach(wanted, (name) => proveOne(name, extent))
}
