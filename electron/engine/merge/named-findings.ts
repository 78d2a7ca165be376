/** Findings of the guard, which knows sides, with the people behind the sides. Pure. */
import type { MergeFinding } from '../../../shared/document/merge-findings.ts'
import type { Finding } from '../../../shared/document/merge-guard/merge-report.ts'
import type { UserId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'

/** What a finding carries of somebody's words at most; the text itself holds the rest. */
const most = { words: 20_000, context: 2000, people: 20, place: 200 } as const

interface Sides {
  readonly me: UserId
  /** Who wrote on the other side; me alone when it was another device of mine. */
  readonly them: readonly UserId[]
  readonly at: Instant
}

/** Side 0 is mine, side 1 theirs. */
export function namedFinding(finding: Finding, { me, them, at }: Sides): MergeFinding {
  const people = [[me], them]
  const of = (wanted: (side: number) => boolean) =>
    [...new Set(people.flatMap((side, i) => (wanted(i) ? side : [])))].slice(0, most.people)
  const isAuthors = (side: number) => finding.sides.includes(side)
  return {
    id: finding.id,
    kind: finding.kind,
    place: finding.place.slice(0, most.place),
    words: finding.words.slice(0, most.words),
    authors: of(isAuthors),
    others: of((side) => !isAuthors(side)),
    block: finding.block,
    before: finding.before.slice(-most.context),
    after: finding.after.slice(0, most.context),
    remedy: finding.remedy && new Uint8Array(finding.remedy),
    foundAt: at,
  }
}

/** The people on the other side, as the rows name them. */
export function peopleOf(authors: readonly UserId[], me: UserId): readonly UserId[] {
  const others = authors.filter((author) => author !== me)
  return others.length > 0 || authors.length === 0 ? others : [me]
}
