import { GitMerge } from 'lucide-react'
import { memo } from 'react'
import type { StoryRow } from '../../shared/ipc/rows.ts'
import { minutesToRead } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { useSignedIn, useTimeZone } from '../bridge/session.ts'
import { useStorySafety } from '../bridge/story-safety.ts'
import { useNow } from '../bridge/use-now.ts'
import { TimeAgo } from '../ui/ClockText.tsx'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/Icon.tsx'
import { SafetyWord, StoryStateChip } from '../ui/StoryState.tsx'
import { isTextOnItsWay, stateDetail, whyNoHeadline } from '../ui/story-state.ts'
import { clock, clockAndDay, daysAgo } from '../words/clock.ts'
import { mergeWords } from '../words/merge.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import './story-row.css'

interface StoryRowViewProps {
  readonly row: StoryRow
  /** It is the open story. */
  readonly open: boolean
  /** Its age counts from here instead of from the last edit. */
  readonly at?: Instant
  /** Beside the chip, in place of what the state says. */
  readonly detail?: string
  /** At the end of the last line, in place of the safety word. */
  readonly end?: string
}

function useDetail(row: StoryRow): string {
  const { fact, words: count } = row
  const words = useWords(stateWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow(60_000)
  const clockOf = (at: number) =>
    daysAgo(at, now, zone) === 0 ? clock(language, at, zone) : clockAndDay(language, at, now, zone)
  const said = stateDetail(fact, words, clockOf)
  if (isTextOnItsWay(row)) return said ?? ''
  if (count === 0) return said ?? words.words(0)
  return said ?? `${words.words(count)} · ${words.minutes(minutesToRead(count))}`
}

/** How many places a merge left to look at. */
function RowMerges({ count }: { count: number }) {
  const words = useWords(mergeWords)
  const language = useLanguage()
  return (
    <span
      className="story-row-merges"
      role="img"
      aria-label={words.check(count)}
      title={words.check(count)}
    >
      <Icon of={GitMerge} size={12} />
      {number(language, count)}
    </span>
  )
}

/** A story as one entry of a list, in the direction of its own language. */
export const StoryRowView = memo(function StoryRowView(props: StoryRowViewProps) {
  const { row, open, at, detail, end } = props
  const words = useWords(stateWords)
  const said = useDetail(row)
  const desks = useSignedIn()?.person.memberships.map(({ desk }) => desk) ?? []
  const ofOpen = useStorySafety(open ? row.id : null)
  const { headline, slug, language } = row
  return (
    <div className={classNames('story-row', open && 'story-row-open')} dir={directionOf(language)}>
      <div className="story-row-line">
        {slug && <span className="story-row-slug ltr">{slug}</span>}
        <span className="story-row-language">{language.toUpperCase()}</span>
        <span className="story-row-end">
          <bdi>
            <TimeAgo at={at ?? row.editedAt} />
          </bdi>
        </span>
      </div>
      <div
        className={classNames('story-row-headline serif', !headline && 'story-row-untitled')}
        lang={headline ? language : undefined}
      >
        {headline || words[whyNoHeadline(row, desks)]}
      </div>
      <div className="story-row-line">
        <StoryStateChip fact={row.fact} />
        <span className="story-row-detail" title={detail ?? said}>
          <bdi>{detail ?? said}</bdi>
        </span>
        {row.merges > 0 && <RowMerges count={row.merges} />}
        <span className="story-row-end">
          <bdi>{end ?? <SafetyWord safety={ofOpen ?? row.safety} />}</bdi>
        </span>
      </div>
    </div>
  )
})
