/** The queue of breaking lines as the screen shows it: live, then what comes, then what was. */
import type { OutboxRow } from '../../shared/ipc/rows.ts'
import type { BreakingFact } from '../../shared/model/facts.ts'
import type { BreakingId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'

export interface QueueLine {
  readonly fact: BreakingFact
  readonly pending: boolean
}

const rank = { live: 0, scheduled: 1, drafted: 2, expired: 3, recalled: 3 } as const

/** The moment by which a line is ordered among its like. */
function momentOf({ stage }: BreakingFact): Instant {
  switch (stage.at) {
    case 'live':
      return -stage.since
    case 'scheduled':
      return stage.goLiveAt
    default:
      return -stage.when
  }
}

/** Live newest first, scheduled soonest first, then what has ended, newest first. */
export const inOrder = (lines: readonly QueueLine[]): QueueLine[] =>
  [...lines].sort(
    (a, b) => rank[a.fact.stage.at] - rank[b.fact.stage.at] || momentOf(a.fact) - momentOf(b.fact),
  )

export const canRecall = ({ fact }: QueueLine): boolean =>
  fact.stage.at === 'live' || fact.stage.at === 'scheduled' || fact.stage.at === 'drafted'

/** Since when each line's newest command waits for the server. */
export function waitingSince(outbox: readonly OutboxRow[]): Map<BreakingId, Instant> {
  const since = new Map<BreakingId, Instant>()
  for (const { command, state, issuedAt } of outbox) {
    if (state.at === 'waiting' && 'breaking' in command) since.set(command.breaking, issuedAt)
  }
  return since
}

/** Attributions used before in that language, newest first, each once. */
export function knownAttributions(
  lines: readonly QueueLine[],
  language: 'en' | 'ar' | 'es',
): string[] {
  const used = lines.flatMap(({ fact }) => fact.lines[language]?.attribution || [])
  return [...new Set(used)]
}
