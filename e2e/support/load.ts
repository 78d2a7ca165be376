/** A newsroom's worth of desks at work, and the books to compare with the server's afterwards. */
import type { StoryId } from '../../shared/model/ids.ts'
import { anEngineWriter } from './engine-load.ts'
import { aBreakingDesk, aPublishingDesk, aWriter, type Ledger, type LoadDesk } from './load-desk.ts'
import { askDatabase } from './newsroom-database.ts'
import type { OnEnd } from './on-end.ts'
import type { SamplePerson } from './sample-people.ts'
import { aWireDesk, headlineOnServer } from './wire-desk.ts'

const writers: SamplePerson[] = ['nadia', 'salma', 'huda', 'ines', 'leila', 'majid']

const writerNumber = (n: number): SamplePerson => writers[n % writers.length] ?? 'nadia'

export interface Load {
  readonly desks: readonly LoadDesk[]
  /** Updates and commands acknowledged so far. */
  acknowledged(): number
  start(): void
  finish(): Promise<void>
  /** True when every desk has got something acknowledged after that moment. */
  allHeardAfter(since: number): boolean
  /** The longest time after `since` in which a desk got nothing acknowledged, of any desk. */
  longestSilence(since: number): number
  /** The same of the whole engines alone; 0 without any. */
  enginesSilence(since: number): number
}

export interface LoadOptions {
  /** Between two turns of a desk; none when not given: as much as the machine gives. */
  readonly pause_ms?: number
  /** So many of the desks are whole engines; the others speak to the wire themselves. */
  readonly engines?: { readonly count: number; readonly onEnd: OnEnd }
}

/** `count` desks: two publish, some send breaking lines, the others write. */
export async function aLoad(
  server: string,
  count: number,
  { pause_ms = 0, engines }: LoadOptions = {},
): Promise<Load> {
  const desks: LoadDesk[] = []
  desks.push(...(await aPublishingDesk(server, 'nadia', 'majid', pause_ms)))
  const breaking = Math.max(1, Math.floor(count / 10))
  for (let n = 0; n < breaking; n++) {
    desks.push(await aBreakingDesk(server, n % 2 === 0 ? 'majid' : 'leila', pause_ms))
  }
  const whole: LoadDesk[] = []
  for (let n = 0; engines && n < engines.count; n++) {
    whole.push(await anEngineWriter(engines.onEnd, server, writerNumber(n), pause_ms))
  }
  desks.push(...whole)
  for (let n = 0; desks.length < count; n++) {
    const by = n % 2 === 0 ? 'http' : 'socket'
    desks.push(await aWriter(server, writerNumber(n), by, pause_ms))
  }
  const busy = desks.filter(({ ledger }) => ledger !== desks[1]?.ledger)
  return {
    desks,
    acknowledged: () => desks.reduce((sum, { ledger }) => sum + ledger.times.length, 0),
    start() {
      for (const desk of desks) desk.start()
    },
    async finish() {
      await Promise.all(desks.map((desk) => desk.finish()))
    },
    allHeardAfter: (since) => busy.every(({ ledger }) => (ledger.times.at(-1) ?? 0) > since),
    longestSilence: (since) => Math.max(...busy.map((desk) => silenceOf(desk, since))),
    enginesSilence: (since) => Math.max(0, ...whole.map((desk) => silenceOf(desk, since))),
  }
}

const silenceOf = ({ ledger }: LoadDesk, since: number): number =>
  longestGap([since, ...after(ledger.times, since)])

const after = (times: readonly number[], since: number): number[] =>
  times.slice(times.findIndex((time) => time > since))

const longestGap = (times: readonly number[]): number =>
  times.reduce((worst, time, n) => Math.max(worst, time - (times[n - 1] ?? time)), 0)

export interface Books {
  readonly updates: number
  readonly commands: number
  readonly publications: number
  readonly lostWords: string[]
  readonly doubledWords: string[]
  readonly lostCommands: string[]
  readonly doubledFacts: string[]
  readonly doubledPublications: string[]
}

/** Compares what desks saw acknowledged with what a server says and its database holds now. */
export async function auditLoad(load: Load, server: string, data: string): Promise<Books> {
  const ledgers = load.desks.map(({ ledger }) => ledger)
  const words = await auditWords(ledgers, server)
  const commands = ledgers.flatMap((ledger) => ledger.commands)
  return {
    ...words,
    updates: ledgers.reduce((sum, { words: all }) => sum + [...all.values()].flat().length, 0),
    commands: commands.length,
    publications: ledgers.reduce((sum, { published }) => sum + published.length, 0),
    lostCommands: await lostCommands(ledgers, data),
    doubledFacts: await doubledFacts(ledgers, data),
    doubledPublications: await doubledPublications(ledgers, data),
  }
}

async function auditWords(ledgers: readonly Ledger[], server: string) {
  const reader = await aWireDesk(server, 'majid')
  const lostWords: string[] = []
  const doubledWords: string[] = []
  for (const [story, written] of ledgers.flatMap(({ words }) => [...words])) {
    const found = (await headlineOnServer(reader, story)).trim().split(' ')
    const held = new Set(found)
    lostWords.push(...written.filter((word) => !held.has(word)).map((word) => `${story} ${word}`))
    if (held.size !== found.length) doubledWords.push(story)
  }
  return { lostWords, doubledWords }
}

async function lostCommands(ledgers: readonly Ledger[], data: string): Promise<string[]> {
  const rows = await askDatabase<{ id: string; verdict: unknown; counter: number }>(
    data,
    'select id, verdict, counter from command where device = any($1)',
    [ledgers.map(({ desk }) => desk.device)],
  )
  const kept = new Map(rows.map((row) => [row.id, row]))
  return ledgers
    .flatMap(({ commands }) => commands)
    .filter(({ sent, verdict }) => {
      const row = kept.get(sent.id)
      return row?.counter !== sent.counter || sorted(row.verdict) !== sorted(verdict)
    })
    .map(({ sent }) => `${sent.command.do} ${sent.id}`)
}

/** The same JSON, whatever order its keys came back in. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Every accepted command raises the revision of its fact by one, and nothing else does here. */
async function doubledFacts(ledgers: readonly Ledger[], data: string): Promise<string[]> {
  const accepted = new Map<string, number>()
  for (const { verdict } of ledgers.flatMap(({ commands }) => commands)) {
    if (verdict.kind !== 'accepted' || !('revision' in verdict.fact)) continue
    const key = `${verdict.fact.type}:${verdict.fact.id}`
    accepted.set(key, (accepted.get(key) ?? 0) + 1)
  }
  const rows = await askDatabase<{ key: string; revision: number }>(
    data,
    `select fact_key as key, (fact->>'revision')::int as revision from feed
     where fact_key = any($1)`,
    [[...accepted.keys()]],
  )
  const found = new Map(rows.map(({ key, revision }) => [key, revision]))
  return [...accepted].flatMap(([key, times]) =>
    found.get(key) === times ? [] : [`${key}: revision ${found.get(key)}, ${times} commands`],
  )
}

async function doubledPublications(ledgers: readonly Ledger[], data: string): Promise<string[]> {
  const published = ledgers.flatMap((ledger) => ledger.published)
  const rows = await askDatabase<{ story: StoryId; version: string; once: boolean }>(
    data,
    `select story, version, live and since = updated and corrections = '[]' as once
     from published where story = any($1)`,
    [published.map(({ story }) => story)],
  )
  const found = new Map(rows.map((row) => [row.story, row]))
  return published.flatMap(({ story, version }) => {
    const row = found.get(story)
    return row?.once && row.version === version ? [] : [`${story}: ${JSON.stringify(row)}`]
  })
}
