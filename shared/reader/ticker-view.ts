/**
 * The BREAKING ticker's lines for one edition.
 *
 * RT1  Only live lines that have words in the edition are shown, newest first.
 */
import type { BreakingFact } from '../model/facts.ts'
import type { StoryId } from '../model/ids.ts'
import type { Instant } from '../model/time.ts'
import type { Language } from '../model/vocabulary.ts'
import { recentView, type TimeView } from './page-times.ts'

export interface TickerLine {
  readonly id: string
  readonly attribution: string
  readonly text: string
  readonly time: TimeView
  /** Page of the story behind the line, when it is out. */
  readonly href: string | null
}

export interface TickerView {
  readonly language: Language
  readonly lines: readonly TickerLine[]
}

export interface TickerSource {
  readonly breaking: readonly BreakingFact[]
  readonly language: Language
  readonly timeZone: string
  readonly now: Instant
  /** Address of a published story in this edition, else null. */
  readonly storyHref: (story: StoryId) => string | null
}

/** What the ticker shows at this moment. */
export function tickerView(source: TickerSource): TickerView {
  const { breaking, language, timeZone, now, storyHref } = source
  const lines = breaking
    .flatMap(({ id, lines: words, stage, story }) => {
      const line = words[language]
      return stage.at === 'live' && line ? [{ id, line, story, since: stage.since }] : []
    })
    .sort((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1))
    .map(({ id, line, story, since }) => ({
      id,
      attribution: line.attribution,
      text: line.text,
      time: recentView(since, now, language, timeZone),
      href: story && storyHref(story),
    }))
  return { language, lines }
}
