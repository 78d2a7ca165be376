/**
 * The BREAKING ticker's lines for one edition.
 *
 * RT1  Only live lines that have words in the edition are shown, newest first.
 */
import type { BreakingLine } from '../model/commands.ts'
import type { BreakingFact } from '../model/facts.ts'
import type { BreakingId, StoryId } from '../model/ids.ts'
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

/** A line that is up, from whichever side it is known. */
export interface UpLine {
  readonly id: BreakingId
  readonly line: BreakingLine
  readonly since: Instant
  readonly path: string | null
}

export interface TickerMoment {
  readonly language: Language
  readonly timeZone: string
  readonly now: Instant
}

export interface TickerSource extends TickerMoment {
  readonly breaking: readonly BreakingFact[]
  /** Address of a published story in this edition, else null. */
  readonly storyHref: (story: StoryId) => string | null
}

/** The ticker from the newsroom's facts, as a desk holds them. */
export function tickerView(source: TickerSource): TickerView {
  const { breaking, language, storyHref } = source
  const lines = breaking.flatMap(({ id, lines: words, stage, story }): UpLine[] => {
    const line = words[language]
    if (stage.at !== 'live' || !line) return []
    return [{ id, line, since: stage.since, path: story && storyHref(story) }]
  })
  return tickerOf(lines, source)
}

/** The ticker from lines that are known to be up. */
export function tickerOf(lines: readonly UpLine[], moment: TickerMoment): TickerView {
  const { language, timeZone, now } = moment
  const sorted = [...lines].sort((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1))
  return {
    language,
    lines: sorted.map(({ id, line, since, path }) => ({
      id,
      attribution: line.attribution,
      text: line.text,
      time: recentView(since, now, language, timeZone),
      href: path,
    })),
  }
}
