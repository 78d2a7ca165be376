/**
 * What follows from a look through a story's log: whether the desks are asked, and when to look
 * again. Pure.
 *
 * VPG3  What nobody has stays noted and is asked for once a day, not over and over.
 */
import type { Instant } from '../../shared/model/time.ts'
import type { Missing } from './look-through.ts'

const minute_ms = 60_000
export const day_ms = 24 * 60 * minute_ms

/** A gap as it was noted. */
export interface NotedGap {
  readonly since: Instant
  readonly missing: readonly Missing[]
  /** Log rows that have gone. */
  readonly lost: number
  readonly askedAt: Instant
}

/** A log as it was seen now. */
export interface SeenLog {
  readonly missing: readonly Missing[]
  /** Rows that have gone since the last look. */
  readonly newlyLost: number
}

export type GapStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'ask' | 'wait'; readonly gap: NotedGap; readonly lookAt: Instant }
  | { readonly do: 'close' }

/** Judges a look. */
export function gapStep(before: NotedGap | null, seen: SeenLog, now: Instant): GapStep {
  const { missing, newlyLost } = seen
  const gap = {
    since: before?.since ?? now,
    missing,
    lost: (before?.lost ?? 0) + newlyLost,
    askedAt: now,
  }
  const ask: GapStep = { do: 'ask', gap, lookAt: now + day_ms }
  if (newlyLost > 0) return ask
  if (!before) return missing.length > 0 ? ask : { do: 'nothing' }
  if (missing.length === 0) return whenShown(before, now)
  // Some of it came: what else is missing is another question. Not at every keystroke.
  const patience = isSame(before.missing, missing) ? day_ms : minute_ms
  const due = before.askedAt + patience
  if (now >= due) return ask
  return { do: 'wait', gap: before, lookAt: due }
}

/** All that is there can be read. Whether a row that has gone was sent again, nobody can tell. */
function whenShown(before: NotedGap, now: Instant): GapStep {
  const over = before.since + day_ms
  if (before.missing.length > 0 || now >= over) return { do: 'close' }
  return { do: 'wait', gap: before, lookAt: over }
}

const isSame = (a: readonly Missing[], b: readonly Missing[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
