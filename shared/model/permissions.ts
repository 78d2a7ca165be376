/**
 * Which role may do what on which desk: one small matrix, asked by the server before every
 * command and by the screens to say why a button is off.
 */
import type { Command } from './commands.ts'
import type { DeskId } from './ids.ts'
import type { Person, Role } from './people.ts'

export type Action = Command['do'] | 'write'

const everyone: readonly Role[] = ['reporter', 'photo-editor', 'desk-chief', 'admin']
const writers: readonly Role[] = ['reporter', 'desk-chief', 'admin']
const chiefs: readonly Role[] = ['desk-chief']

const allowed: Record<Action, readonly Role[]> = {
  write: everyone,
  'create-story': everyone,
  submit: writers,
  withdraw: writers,
  return: chiefs,
  approve: chiefs,
  publish: chiefs,
  schedule: chiefs,
  unschedule: chiefs,
  'take-down': chiefs,
  'set-embargo': chiefs,
  spike: writers,
  unspike: writers,
  'breaking-draft': everyone,
  'breaking-send': chiefs,
  'breaking-schedule': chiefs,
  'breaking-recall': chiefs,
  'add-term': writers,
}

/** May this person do it on that desk? `null` asks for any desk (breaking lines, terms). */
export function may(person: Person, action: Action, desk: DeskId | null): boolean {
  return person.memberships.some(
    (held) => (desk === null || held.desk === desk) && allowed[action].includes(held.role),
  )
}

/** Roles that may do it on a desk they hold: the same matrix, for judgements inside the database. */
export const rolesThat = (action: Action): readonly Role[] => allowed[action]
