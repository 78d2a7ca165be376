/** The three scenarios, each against one contender that has just been started. */
import { setTimeout as pause } from 'node:timers/promises'
import type { OnEnd } from '../e2e/support/on-end.ts'
import type { StoryId } from '../shared/model/ids.ts'
import { aChild, type Child } from './sync-child.ts'
import type { BenchDatabase, Contender } from './sync-contenders.ts'
import type { DelayedTo } from './sync-delay-proxy.ts'
import type {
  CatchUpJob,
  CatchUpResult,
  Editing,
  EditResult,
  Job,
  Pass,
  Speech,
} from './sync-jobs.ts'
import { megabytes, type Usage, usageOf } from './sync-usage.ts'

export const editorsPerStory = 4
export const updatesPerSecond = 2
export const roundTrip_ms = 80
const warmUp_ms = 3000
/** After the last desk left, until memory is looked at. */
const settle_ms = 3000

export interface LiveMeasure extends EditResult {
  readonly editors: number
  readonly seconds: number
  /** CPU in milliseconds a second of running. */
  readonly cpuServer: number
  readonly cpuDatabase: number
  readonly cpuLoad: number
  readonly residentMB: number
}

const cpuBetween = (before: Usage, after: Usage, seconds: number): number =>
  Math.round((after.cpu - before.cpu) / seconds)

const noUsage: Usage = { cpu: 0, resident: 0 }

function usages({ pid, databasePid }: Contender, load: Child) {
  return {
    at: performance.now(),
    server: usageOf(pid),
    database: databasePid === null ? noUsage : usageOf(databasePid),
    load: usageOf(load.pid),
  }
}

const tell = (child: Child, job: Job): Promise<unknown> => child.ask(job)

/** So many people type for so long. */
export async function measureLive(
  onEnd: OnEnd,
  contender: Contender,
  {
    editors,
    seconds,
    passes,
    stories,
  }: {
    editors: number
    seconds: number
    passes: readonly Pass[]
    stories: readonly StoryId[]
  },
): Promise<LiveMeasure> {
  const load = await aChild(onEnd, 'sync-load.ts')
  const { speech, port } = contender
  const job = { editors, editorsPerStory, updatesPerSecond, passes, stories }
  await tell(load, { do: 'connect', speech, port, ...job })
  await tell(load, { do: 'begin' })
  await pause(warmUp_ms)
  await tell(load, { do: 'mark' })
  const before = usages(contender, load)
  await pause(seconds * 1000)
  const after = usages(contender, load)
  const result = await load.ask<EditResult>({ do: 'finish' } satisfies Job)
  await load.stop()
  const lasted = (after.at - before.at) / 1000
  return {
    ...result,
    editors,
    seconds: lasted,
    cpuServer: cpuBetween(before.server, after.server, lasted),
    cpuDatabase: cpuBetween(before.database, after.database, lasted),
    cpuLoad: cpuBetween(before.load, after.load, lasted),
    residentMB: megabytes(after.server.resident),
  }
}

export interface CatchUpMeasure extends CatchUpResult {
  readonly what: 'push' | 'pull'
  readonly atOnce: number
  readonly stories: number
}

export interface CatchUpPlan {
  readonly pass: Pass
  readonly updatesPerStory: number
  readonly atOnce: number
  /** Waits until the contender has stored these; nothing when its answers say so. */
  readonly stored?: ((stories: readonly StoryId[]) => Promise<void>) | undefined
}

/** Puts a desk far away. */
async function farAway(onEnd: OnEnd, port: number): Promise<{ port: number; child: Child }> {
  const child = await aChild(onEnd, 'sync-delay-proxy.ts')
  return { child, port: await child.ask({ port, roundTrip_ms } satisfies DelayedTo) }
}

async function catchUp(
  onEnd: OnEnd,
  { speech, port }: Contender,
  what: CatchUpJob['do'],
  stories: readonly StoryId[],
  { pass, updatesPerStory, atOnce, stored }: CatchUpPlan,
): Promise<CatchUpResult> {
  const load = await aChild(onEnd, 'sync-load.ts')
  const started = performance.now()
  const job = { do: what, speech, port, pass, stories, updatesPerStory, atOnce } as const
  const result = await load.ask<CatchUpResult>(job satisfies Job)
  const prepared = performance.now() - started - result.seconds * 1000
  if (stored && what !== 'pull') await stored(stories)
  const seconds = stored ? (performance.now() - started - prepared) / 1000 : result.seconds
  await load.stop()
  return { ...result, seconds: what === 'pull' ? result.seconds : seconds }
}

/** A desk comes back with text in many stories. */
export async function measurePush(
  onEnd: OnEnd,
  contender: Contender,
  stories: readonly StoryId[],
  plan: CatchUpPlan,
): Promise<CatchUpMeasure> {
  const far = await farAway(onEnd, contender.port)
  const result = await catchUp(onEnd, { ...contender, port: far.port }, 'push', stories, plan)
  await far.child.stop()
  return { ...result, what: 'push', atOnce: plan.atOnce, stories: stories.length }
}

/** A desk comes back to stories that others wrote in; `fill` writes them first, unmeasured. */
export async function measurePull(
  onEnd: OnEnd,
  contender: Contender,
  stories: readonly StoryId[],
  plan: CatchUpPlan,
  fill: boolean,
): Promise<CatchUpMeasure> {
  if (fill) await catchUp(onEnd, contender, 'fill', stories, plan)
  const far = await farAway(onEnd, contender.port)
  const result = await catchUp(onEnd, { ...contender, port: far.port }, 'pull', stories, plan)
  await far.child.stop()
  return { ...result, what: 'pull', atOnce: plan.atOnce, stories: stories.length }
}

/** Hocuspocus answers before it stores: its table shows when it has. */
export const storedIn =
  (database: BenchDatabase, least: number) =>
  async (stories: readonly StoryId[]): Promise<void> => {
    for (;;) {
      const [found] = await database.query<{ n: string }>(
        'select count(*) as n from document where name = any($1) and length(state) >= $2',
        [stories, least],
      )
      if (Number(found?.n) === stories.length) return
      await pause(10)
    }
  }

export interface TouchMeasure {
  readonly stories: number
  readonly beforeMB: number
  /** While every story is open somewhere. */
  readonly openMB: number
  /** When everybody has left. */
  readonly afterMB: number
  readonly seconds: number
}

/** Every story is opened and written to once. */
export async function measureTouch(
  onEnd: OnEnd,
  { speech, port, pid }: Contender,
  stories: readonly StoryId[],
  passes: readonly Pass[],
): Promise<TouchMeasure> {
  const resident = () => megabytes(usageOf(pid).resident)
  const beforeMB = resident()
  const load = await aChild(onEnd, 'sync-load.ts')
  const started = performance.now()
  await tell(load, { do: 'touch', speech, port, stories, passes })
  const seconds = (performance.now() - started) / 1000
  await pause(settle_ms)
  const openMB = resident()
  await tell(load, { do: 'leave' })
  await load.stop()
  await pause(settle_ms)
  return { stories: stories.length, beforeMB, openMB, afterMB: resident(), seconds }
}

/** Everything that a run of the bench has found. */
export interface SyncDetails {
  readonly live: Record<Speech, LiveMeasure[]>
  readonly catchUp: Record<Editing, CatchUpMeasure[]>
  readonly touch: Record<Editing, TouchMeasure>
}
