/**
 * Who may read which story: its facts and its text. One rule, asked by the server before it answers
 * and by a desk to know what to take off its device. Pure.
 *
 * MR1  A story is read by the people of its desk in any role, by its writer wherever they work now,
 *      and by the whole newsroom while it is live or where the newsroom reads everything.
 * MR2  Who belongs to no desk reads nothing but their own stories and live ones.
 */
import type { Publication, StoryFact } from './facts.ts'
import type { DeskId, UserId } from './ids.ts'
import type { Newsroom, Person } from './people.ts'

/** What one person may read. */
export interface Reach {
  readonly person: UserId
  /** Desks they belong to. */
  readonly desks: readonly DeskId[]
  /** The newsroom lets everybody who works at a desk read everything. */
  readonly all: boolean
}

/** What a story is judged by. */
export interface Standing {
  readonly desk: DeskId
  readonly writer: UserId
  readonly publication: Publication['at']
}

export const standingOf = ({ desk, writer, publication }: StoryFact): Standing => ({
  desk,
  writer,
  publication: publication.at,
})

/** A person's reach in their newsroom. */
export function reachOf(
  { id, memberships }: Pick<Person, 'id' | 'memberships'>,
  { reading }: Pick<Newsroom, 'reading'>,
): Reach {
  const desks = [...new Set(memberships.map(({ desk }) => desk))].sort()
  return { person: id, desks, all: reading === 'open' && desks.length > 0 }
}

/** May they read the story? */
export const mayRead = ({ person, desks, all }: Reach, story: Standing): boolean =>
  all || story.publication === 'live' || story.writer === person || desks.includes(story.desk)

const everything = '*'
/** Begins the text of a reach with too many desks to name: the server's digest of them follows. */
export const digestMark = '#'

/** A reach as a cursor carries it. */
export const reachText = ({ all, desks }: Reach): string =>
  all ? everything : [...desks].sort().join(',')

/** True when somebody may read now what they could not before: facts they were not sent are due. */
export function hasGrown(now: Reach, before: string): boolean {
  if (before === everything) return false
  if (now.all || before.startsWith(digestMark)) return true
  const held = before.split(',')
  return now.desks.some((desk) => !held.includes(desk))
}

/** What both a cursor's text and another reach include, as a cursor's text. */
export const reachOfBoth = (before: string, other: Reach): string => {
  if (before === everything) return reachText(other)
  if (other.all) return before
  // Which desks these were is not known here: as none, all that is due comes once more.
  if (before.startsWith(digestMark)) return ''
  return before
    .split(',')
    .filter((desk) => other.desks.some((held) => held === desk))
    .join(',')
}

/** Said to whoever asks for what they may not read. */
export const notYoursToRead = {
  code: 'not-allowed',
  message: 'You do not belong to the desk of this story. Ask its chief, or an administrator.',
} as const
