/**
 * `npm run fuzz -- [--minutes N] [--seeds N] [--from SEED]`: random desks write, go offline, die and
 * meet; prints figures beside their goals and writes out/fuzz.json. With `--add` it goes on where the
 * run in out/fuzz.json ended, and adds to its figures.
 * `npm run fuzz -- --seed S` plays one and prints its steps.
 * `npm run fuzz -- --level sync` does it with whole engines and a server on a bad line; writes
 * out/fuzz-sync.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Campaign, playMany, type Result } from '../e2e/fuzz/play-many.ts'
import { add, figures } from '../e2e/fuzz/tally.ts'
import { machine } from './bench-report.ts'
import { progress } from './progress.ts'
import { root } from './project.ts'
import type { Figure } from './prove.ts'

const options = {
  minutes: { type: 'string' },
  seeds: { type: 'string' },
  from: { type: 'string' },
  seed: { type: 'string' },
  level: { type: 'string' },
  add: { type: 'boolean' },
} as const

/** Seeds and minutes that are not said are not limited, but one of them is. */
const usualSeeds = { text: 10_000, sync: 100 }

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const level = values.level ?? 'text'
  if (level !== 'text' && level !== 'sync') throw new RangeError('--level takes text or sync')
  const one = values.seed === undefined ? null : whole(values.seed, 'seed')
  if (one !== null && level === 'text') return playOne(one)
  const minutes = values.minutes === undefined ? null : Number(values.minutes)
  if (minutes !== null && !(minutes > 0)) throw new RangeError('--minutes takes a number above 0')
  const unlimited = minutes === null ? usualSeeds[level] : Number.MAX_SAFE_INTEGER / 2
  const before = values.add && level === 'text' ? earlier() : null
  const campaign: Campaign = {
    from: one ?? (before ? before.from + before.tally.seeds : whole(values.from ?? '1', 'from')),
    seeds: one !== null ? 1 : values.seeds === undefined ? unlimited : whole(values.seeds, 'seeds'),
    until: minutes === null ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000,
  }
  return level === 'sync' ? playEngines(campaign) : playCampaign(campaign, before)
}

/** Whole engines, one run after the other. */
async function playEngines({ from, seeds, until }: Campaign): Promise<number> {
  const { playSync } = await import('../e2e/fuzz/sync/play-sync.ts')
  const { syncFigures } = await import('../e2e/fuzz/sync/sync-figures.ts')
  const say = progress()
  const started = Date.now()
  const outcomes: Awaited<ReturnType<typeof playSync>>[] = []
  for (let seed = from; seed < from + seeds && Date.now() < until; seed++) {
    const outcome = await playSync(seed)
    outcomes.push(outcome)
    const failed = outcome.broken === null ? '' : ` failed: ${outcome.broken}`
    say(`seed ${seed}${failed}`)
    if (failed) console.log(outcome.steps.join('\n'))
  }
  const list = syncFigures(outcomes)
  const seconds = (Date.now() - started) / 1000
  write('fuzz-sync.json', { machine: machine(), seconds, from, figures: list })
  print(`fuzz of whole engines, ${seconds.toFixed(0)} s, seeds from ${from}`, list)
  return list.every(({ ok }) => ok) ? 0 : 1
}

function whole(text: string, option: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new RangeError(`--${option} takes a whole number`)
  return Number(text)
}

interface Earlier extends Result {
  readonly from: number
  readonly seconds: number
}

/** The run that out/fuzz.json tells of: written by this command, read by nothing else. */
const earlier = (): Earlier =>
  JSON.parse(readFileSync(join(root, 'out', 'fuzz.json'), 'utf8')) as Earlier

async function playCampaign(campaign: Campaign, before: Earlier | null): Promise<number> {
  const say = progress()
  const started = Date.now()
  let told = started
  const result = await playMany(campaign, ({ seeds, broken }) => {
    if (Date.now() - told < 10_000) return
    told = Date.now()
    say(`${seeds} seeds, ${broken} failed, ${((told - started) / 1000).toFixed(0)} s`)
  })
  const seconds = (Date.now() - started) / 1000
  if (before === null) return tell(campaign.from, result, seconds) ? 0 : 1
  add(result.tally, before.tally)
  const both = {
    tally: result.tally,
    failed: [...before.failed, ...result.failed],
    weak: [...before.weak, ...result.weak],
  }
  return tell(before.from, both, before.seconds + seconds) ? 0 : 1
}

function tell(from: number, { tally, failed, weak }: Result, seconds: number): boolean {
  const list = figures(tally)
  const report = {
    machine: machine(),
    seconds,
    from,
    figures: list,
    tally,
    failed,
    weak,
  }
  write('fuzz.json', report)
  print(`fuzz (${report.machine}), ${seconds.toFixed(0)} s, seeds from ${from}`, list)
  for (const { seed, why } of failed.slice(0, 10)) {
    console.log(`\nseed ${seed} failed (npm run fuzz -- --seed ${seed}):\n  ${why.join('\n  ')}`)
  }
  return list.every(({ ok }) => ok)
}

function write(file: string, report: object): void {
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(join(root, 'out', file), `${JSON.stringify(report, null, 2)}\n`)
}

function print(title: string, list: readonly Figure[]): void {
  console.log(`\n${title}`)
  for (const { ok, what, value, goal } of list) {
    console.log(`${ok ? '✓' : '✗'} ${what}: ${value}${goal ? `  (goal: ${goal})` : ''}`)
  }
}

/** Prints the steps of a seed; of one that fails, only those that it takes to fail. */
async function playOne(seed: number): Promise<number> {
  const { failures, play, weaknesses } = await import('../e2e/fuzz/play.ts')
  const { plan } = await import('../e2e/fuzz/scenario.ts')
  const { printed, shrink } = await import('../e2e/fuzz/shrink.ts')
  const whole = plan(seed)
  const outcome = play(whole)
  const wrong = failures(outcome)
  const shown =
    wrong.length === 0 ? whole : shrink(whole, (fewer) => failures(play(fewer)).length > 0)
  console.log(`seed ${seed}: ${shown.mode}, ${shown.size}, ${shown.desks} desks`)
  console.log(printed(shown).join('\n'))
  for (const line of [...wrong, ...weaknesses(outcome)]) console.log(line)
  if (wrong.length > 0) console.log(`\nto be kept as a test:\n${JSON.stringify(shown)}`)
  return wrong.length === 0 ? 0 : 1
}
