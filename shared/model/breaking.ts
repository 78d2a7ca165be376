/**
 * A breaking line: drafted → scheduled → live → expired | recalled.
 *
 * BR1  A line that was recalled or has expired never goes live again.
 * BR2  The same fact, command and context always give the same verdict.
 */
import type { BreakingCommand } from './commands.ts'
import { assertNever } from './errors.ts'
import type { BreakingFact, BreakingStage } from './facts.ts'
import type { Person } from './people.ts'
import { may } from './permissions.ts'
import type { RefusalCode } from './refusals.ts'
import type { Instant } from './time.ts'

export interface BreakingContext {
  readonly actor: Person
  readonly now: Instant
}

export type BreakingVerdict =
  | { readonly kind: 'accepted'; readonly fact: BreakingFact }
  | { readonly kind: 'refused'; readonly because: RefusalCode }

const refused = (because: RefusalCode): BreakingVerdict => ({ kind: 'refused', because })

/** Judges one command about one breaking line. */
export function decideBreaking(
  fact: BreakingFact | null,
  command: BreakingCommand,
  { actor, now }: BreakingContext,
): BreakingVerdict {
  if (!may(actor, command.do, null)) return refused('not-allowed')
  if (command.do === 'breaking-recall') return recall(fact, actor, now)
  if (fact && fact.stage.at !== 'drafted' && fact.stage.at !== 'scheduled') {
    return refused('stage-moved-on')
  }
  switch (command.do) {
    case 'breaking-draft':
      return accept(fact, command, { at: 'drafted', by: actor.id, when: now })
    case 'breaking-send':
      return accept(fact, command, {
        at: 'live',
        by: actor.id,
        since: now,
        until: now + command.life,
      })
    case 'breaking-schedule':
      if (command.goLiveAt <= now) return refused('time-passed')
      return accept(fact, command, {
        at: 'scheduled',
        by: actor.id,
        when: now,
        goLiveAt: command.goLiveAt,
      })
    default:
      return assertNever(command)
  }
}

function accept(
  fact: BreakingFact | null,
  command: Exclude<BreakingCommand, { do: 'breaking-recall' }>,
  stage: BreakingStage,
): BreakingVerdict {
  const { breaking: id, lines, story, life } = command
  const revision = (fact?.revision ?? 0) + 1
  return { kind: 'accepted', fact: { type: 'breaking', id, revision, lines, story, life, stage } }
}

function recall(fact: BreakingFact | null, actor: Person, now: Instant): BreakingVerdict {
  if (!fact) return refused('unknown-line')
  const { at } = fact.stage
  if (at === 'recalled' || at === 'expired') return refused('stage-moved-on')
  const stage: BreakingStage = { at: 'recalled', by: actor.id, when: now, wasLive: at === 'live' }
  return { kind: 'accepted', fact: { ...fact, stage, revision: fact.revision + 1 } }
}

/** The line when time alone moves it: scheduled → live, live → expired; null when nothing is due. */
export function breakingWhenDue(fact: BreakingFact, now: Instant): BreakingFact | null {
  const { stage } = fact
  const revision = fact.revision + 1
  if (stage.at === 'scheduled' && stage.goLiveAt <= now) {
    const live: BreakingStage = { at: 'live', by: stage.by, since: now, until: now + fact.life }
    return { ...fact, revision, stage: live }
  }
  if (stage.at === 'live' && stage.until <= now) {
    return { ...fact, revision, stage: { at: 'expired', when: now } }
  }
  return null
}

/** When this line next moves by time alone, or null. */
export function breakingDueAt(fact: BreakingFact): Instant | null {
  if (fact.stage.at === 'scheduled') return fact.stage.goLiveAt
  return fact.stage.at === 'live' ? fact.stage.until : null
}
