/** Findings of the guard, which knows sides, with the people behind the sides. Pure. */
import type { MergeFinding, SideLine } from '../../../shared/document/merge-findings.ts'
import type { Finding } from '../../../shared/document/merge-guard/merge-report.ts'
import type { UserId } from '../../../shared/model/ids.ts'
import type { StoryContent } from '../../../shared/model/story.ts'
import type { Instant } from '../../../shared/model/time.ts'

/** What a finding carries of somebody's words at most; the text itself holds the rest. */
const most = { words: 20_000, context: 2000, people: 20, place: 200, line: 4000 } as const

interface Sides {
  readonly me: UserId
  /** Who wrote on the other side; me alone when it was another device of mine. */
  readonly them: readonly UserId[]
  readonly at: Instant
  /** The story as each side had it. */
  readonly mine: Pick<StoryContent, 'headline' | 'standfirst'>
  readonly theirs: Pick<StoryContent, 'headline' | 'standfirst'>
}

/** Side 0 is mine, side 1 theirs. */
export function namedFinding(finding: Finding, sides: Sides): MergeFinding {
  const people = [[sides.me], sides.them]
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
    foundAt: sides.at,
    ...linesAt(finding, sides),
  }
}

/**
 * Both whole lines travel with the finding, its author's first, so that whoever sees it can choose.
 * One that is too long to travel whole does not travel: half a line is nobody's.
 */
function linesAt(
  { place, sides: authors }: Finding,
  { me, them, mine, theirs }: Sides,
): Pick<MergeFinding, 'lines'> {
  if (place !== 'headline' && place !== 'standfirst') return {}
  const texts = [mine[place], theirs[place]]
  const fit = texts.every((text) => text.trim() !== '' && text.length <= most.line)
  if (!fit || mine[place] === theirs[place]) return {}
  const line = (by: readonly UserId[], text: string): SideLine => ({
    by: by.slice(0, most.people),
    text,
  })
  const [first, second] = [line([me], mine[place]), line(them, theirs[place])]
  return { lines: authors.includes(0) ? [first, second] : [second, first] }
}

/** The people on the other side, as the rows name them. */
export function peopleOf(authors: readonly UserId[], me: UserId): readonly UserId[] {
  const others = authors.filter((author) => author !== me)
  return others.length > 0 || authors.length === 0 ? others : [me]
}
