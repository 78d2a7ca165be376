/** Plays one scenario from start to end and says what came of it. */
import { doEdit } from './edits.ts'
import { Broken, type GuardMerge, type Merge, Newsroom } from './newsroom.ts'
import { Random } from './random.ts'
import { noRemedies, pressRemedies, type Remedies } from './remedies.ts'
import type { Scenario, Step } from './scenario.ts'
import { Tags } from './tags.ts'

export interface Outcome {
  readonly merges: readonly Merge[]
  readonly remedies: Remedies
  readonly divergences: number
  readonly meetings: number
  /** Why the run failed, or null. */
  readonly broken: string | null
  readonly tags: Tags
}

export function runScenario(scenario: Scenario, guard: GuardMerge): Outcome {
  const tags = new Tags()
  const random = new Random(scenario.seed ^ 0x51ed270b)
  const newsroom = new Newsroom(scenario.story, scenario.desks, tags, random, guard)
  const remedies = noRemedies()
  let meetings = 0
  let broken: string | null = null
  try {
    for (const step of scenario.steps) {
      if ('meet' in step) meetings += 1
      take(newsroom, step, tags, remedies)
    }
  } catch (error) {
    broken = error instanceof Broken ? error.message : String((error as Error).stack ?? error)
  }
  const divergences = newsroom.desks.reduce((sum, desk) => sum + desk.divergences, 0)
  newsroom.close()
  return { merges: newsroom.merges, remedies, divergences, meetings, broken, tags }
}

function take(newsroom: Newsroom, step: Step, tags: Tags, remedies: Remedies): void {
  if ('meet' in step) newsroom.meet(step)
  else if ('settle' in step) pressRemedies(newsroom, step, tags, remedies)
  else takeAlone(newsroom, step, tags)
}

function takeAlone(newsroom: Newsroom, step: Extract<Step, { desk: number }>, tags: Tags): void {
  const desk = newsroom.desks[step.desk]
  if (!desk) return
  if ('dies' in step) desk.die()
  else if ('restored' in step) desk.restore(step.restored)
  else doEdit(desk, step.edit, tags)
}
