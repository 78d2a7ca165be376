/**
 * What can be done with a story now: the same `decide` as the server, run as a preview.
 *
 * STA1  An action is offered exactly when `decide` accepts it; otherwise it says why not.
 * STA2  At most one action is the next one.
 */
import type { StoryCommand } from '../../../shared/model/commands.ts'
import type { StoryFact } from '../../../shared/model/facts.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import { decide, type StoryContext } from '../../../shared/model/life-cycle.ts'
import type { RefusalCode } from '../../../shared/model/refusals.ts'

export type StageDeed = Exclude<StoryCommand['do'], 'create-story' | 'set-embargo'>

/** In the order of the menu. */
export const stageDeeds: readonly StageDeed[] = [
  'submit',
  'withdraw',
  'approve',
  'return',
  'publish',
  'schedule',
  'unschedule',
  'take-down',
  'spike',
  'unspike',
]

export interface StageAction {
  readonly deed: StageDeed
  /** Why it cannot be done now, or null. */
  readonly whyNot: RefusalCode | null
}

export interface StageChoice {
  readonly next: StageAction | null
  readonly others: readonly StageAction[]
}

/** Stands for a text that the person will still give; `decide` asks only that there is one. */
const later = 'later'
const farAhead = 365 * 24 * 3_600_000

function trial(deed: StageDeed, fact: StoryFact, context: StoryContext): StoryCommand | null {
  const story = fact.id
  const version = context.version
  switch (deed) {
    case 'submit':
    case 'approve':
      return version && { do: deed, story, version }
    case 'publish':
      return version && { do: deed, story, version, correction: later }
    case 'schedule':
      return version && { do: deed, story, version, publishAt: context.now + farAhead }
    case 'return':
    case 'take-down':
    case 'spike':
      return { do: deed, story, reason: later }
    default:
      return { do: deed, story }
  }
}

const natural: Readonly<Record<StoryFact['work']['at'], StageDeed | null>> = {
  draft: 'submit',
  returned: 'submit',
  done: 'submit',
  submitted: 'approve',
  approved: 'publish',
  scheduled: null,
  spiked: 'unspike',
}

export function stageChoice(
  fact: StoryFact,
  context: Omit<StoryContext, 'version'> & { readonly version: VersionHash | null },
): StageChoice {
  const actions = stageDeeds.map((deed): StageAction => {
    const command = trial(deed, fact, context)
    const verdict = command && decide(fact, command, context)
    return { deed, whyNot: verdict?.kind === 'refused' ? verdict.because : null }
  })
  const wanted = natural[fact.work.at]
  const next = actions.find(({ deed }) => deed === wanted) ?? null
  const isMine = next !== null && (next.whyNot === null || worthSaying(next.whyNot))
  return {
    next: isMine ? next : null,
    others: actions.filter((action) => action !== next || !isMine),
  }
}

/** A next step that is off for these reasons is still the next step; for others it is somebody else's. */
const worthSaying = (why: RefusalCode): boolean =>
  why !== 'not-allowed' && why !== 'no-change' && why !== 'stage-moved-on'
