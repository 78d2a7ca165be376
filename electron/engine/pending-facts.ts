/**
 * Confirmed facts + pending commands = what the screens show. Pure; nothing of it is stored.
 *
 * DPV1  The preview runs the same `decide` as the server, in the order the commands were given.
 */
import { decideBreaking } from '../../shared/model/breaking.ts'
import {
  type BreakingCommand,
  type Command,
  isBreakingCommand,
  isStoryCommand,
  type StoryCommand,
} from '../../shared/model/commands.ts'
import type { BreakingFact, StoryFact } from '../../shared/model/facts.ts'
import type { VersionHash } from '../../shared/model/ids.ts'
import { afterEdit, decide } from '../../shared/model/life-cycle.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'

/** A command with the time it was given. */
export interface Given {
  readonly command: Command
  readonly issuedAt: Instant
}

/** My text of a story that the server has not seen, if any. */
export interface UnsentText {
  readonly version: VersionHash
  readonly editedAt: Instant
}

/** The version a command speaks of: what its giver had in view, checked when it was given. */
const versionIn = (command: StoryCommand): VersionHash | null =>
  'version' in command ? command.version : null

/** A story's fact as it will be once the server agrees; null while there is none. */
export function storyAfter(
  fact: StoryFact | null,
  pending: readonly Given[],
  actor: Person,
  unsent: UnsentText | null,
): StoryFact | null {
  let shown = fact
  for (const { command, issuedAt } of pending) {
    if (!isStoryCommand(command)) continue
    const context = { actor, now: issuedAt, version: versionIn(command), missing: [] }
    const verdict = decide(shown, command, context)
    if (verdict.kind === 'accepted') shown = verdict.fact
  }
  if (!shown || !unsent) return shown
  return afterEdit(shown, unsent.version, actor.id, unsent.editedAt) ?? shown
}

/** A breaking line as it will be once the server agrees. */
export function breakingAfter(
  fact: BreakingFact | null,
  pending: readonly Given[],
  actor: Person,
): BreakingFact | null {
  let shown = fact
  for (const { command, issuedAt } of pending) {
    if (!isBreakingCommand(command)) continue
    const verdict = decideBreaking(shown, command, { actor, now: issuedAt })
    if (verdict.kind === 'accepted') shown = verdict.fact
  }
  return shown
}

/** Pending commands by the breaking line they are about. */
export function byBreakingLine(
  pending: readonly Given[],
): Map<BreakingCommand['breaking'], Given[]> {
  const groups = new Map<BreakingCommand['breaking'], Given[]>()
  for (const given of pending) {
    if (!isBreakingCommand(given.command)) continue
    const { breaking } = given.command
    groups.set(breaking, [...(groups.get(breaking) ?? []), given])
  }
  return groups
}
