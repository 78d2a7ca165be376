/** A story's state as its chip and the words beside it: computed from the fact, in any language. */
import type { StoryRow } from '../../shared/ipc/rows.ts'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { stateWords } from '../words/states.ts'
import type { Tone } from './Chip.tsx'

type StateWords = (typeof stateWords)['en']

export interface StateLook {
  readonly word: keyof Pick<
    StateWords,
    'draft' | 'submitted' | 'returned' | 'approved' | 'scheduled' | 'spiked' | 'live' | 'takenDown'
  >
  readonly tone: Tone
}

type Heard = Pick<StoryRow, 'headline' | 'awaited' | 'fact'>

/**
 * The text of this story has not reached this device yet. Nothing without a headline can be
 * submitted, so a story that has gone further than its draft has one somewhere.
 */
export const isTextOnItsWay = ({ headline, awaited, fact }: Heard): boolean =>
  awaited ||
  (headline === '' && (fact.work.at !== 'draft' || fact.publication.at !== 'unpublished'))

/** What stands in a headline's place: of other desks only what is live comes by itself. */
export function whyNoHeadline(row: Heard, desks: readonly string[]) {
  const { desk, publication } = row.fact
  if (!desks.includes(desk) && publication.at !== 'live') return 'notHere'
  return isTextOnItsWay(row) ? 'onItsWay' : 'untitled'
}

/** The one word for where a story stands. A live story with nothing under way is "Live". */
export function stateLook({ work, publication }: StoryFact): StateLook {
  switch (work.at) {
    case 'submitted':
      return { word: 'submitted', tone: 'warn' }
    case 'returned':
      return { word: 'returned', tone: 'alarm' }
    case 'approved':
      return { word: 'approved', tone: 'good' }
    case 'scheduled':
      return { word: 'scheduled', tone: 'good' }
    case 'spiked':
      return { word: 'spiked', tone: 'plain' }
    default:
      if (publication.at === 'live') return { word: 'live', tone: 'solid' }
      if (publication.at === 'taken-down') return { word: 'takenDown', tone: 'alarm' }
      return { word: 'draft', tone: 'plain' }
  }
}

/** What stands beside the chip: the reason, the time, or else nothing. */
export function stateDetail(
  { work, publication, legal }: StoryFact,
  words: StateWords,
  clockOf: (at: Instant) => string,
): string | null {
  if (work.at === 'returned') return words.quote(work.reason)
  if (work.at === 'spiked') return words.quote(work.reason)
  if (work.at === 'scheduled') return words.goesLive(clockOf(work.publishAt))
  if (work.at === 'submitted' && work.voided) return words.voided
  if (legal.embargo) return words.embargoUntil(clockOf(legal.embargo.until))
  if (publication.at !== 'live') return null
  if (work.at === 'submitted' || work.at === 'approved') return words.liveExists
  const corrections = publication.corrections.length
  return corrections > 0 ? words.corrections(corrections) : null
}
