/** What this desk knows → a reader's page, through the same functions that the site uses. */
import type { StoryRow } from '../../shared/ipc/rows.ts'
import type { BreakingFact, TermFact } from '../../shared/model/facts.ts'
import type { Newsroom } from '../../shared/model/people.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { articleView } from '../../shared/reader/article-view.ts'
import { frontView } from '../../shared/reader/front-view.ts'
import { type StoryTeaser, teaserOf } from '../../shared/reader/teaser.ts'
import { tickerView } from '../../shared/reader/ticker-view.ts'
import type { ReaderPage } from './preview-message.ts'

export interface DeskKnowledge {
  readonly newsroom: Newsroom
  readonly now: Instant
  readonly terms: readonly TermFact[]
  readonly breaking: readonly BreakingFact[]
  /** Live stories, newest first. */
  readonly live: readonly StoryRow[]
}

/** A row as other pages would show it; null for what readers cannot see. */
export function teaserOfRow(row: StoryRow): StoryTeaser | null {
  const { id, language, headline, kind, section, leadAsset, fact } = row
  // A headline that has not arrived on this device yet would stand as a hole on the page.
  if (fact.publication.at !== 'live' || headline === '') return null
  return {
    id,
    language,
    headline,
    kind,
    section,
    path: '/',
    standfirst: '',
    byline: '',
    since: fact.publication.since,
    picture: leadAsset && { asset: leadAsset, alt: '', focal: null },
  }
}

const teasersIn = (language: Language, rows: readonly StoryRow[]): StoryTeaser[] =>
  rows
    .filter((row) => row.language === language)
    .flatMap((row) => teaserOfRow(row) ?? [])
    .sort((a, b) => b.since - a.since)

const tickerFor = (language: Language, { breaking, newsroom, now }: DeskKnowledge) =>
  tickerView({ breaking, language, timeZone: newsroom.timeZone, now, storyHref: () => null })

/** The story's own page, as it would be if this text went out now. */
export function articlePage(row: StoryRow, content: StoryContent, desk: DeskKnowledge): ReaderPage {
  const { newsroom, now, terms, live } = desk
  const { language } = content.meta
  const { publication } = row.fact
  const teasers = teasersIn(language, live).filter(({ id }) => id !== row.id)
  const view = articleView({
    content,
    newsroom,
    now,
    terms,
    ticker: tickerFor(language, desk),
    url: `https://${newsroom.id}.invalid/`,
    since: publication.at === 'live' ? publication.since : now,
    updated: now,
    corrections: publication.at === 'live' ? publication.corrections : [],
    related: new Map(
      live.flatMap((each) => {
        const teaser = teaserOfRow(each)
        return teaser ? [[each.id, teaser] as const] : []
      }),
    ),
    mostRead: [],
    coverage: [],
    readNext: teasers.slice(0, 4),
    translations: {},
  })
  return { kind: 'article', view }
}

/** The front page of an edition, with that story in front when there is one. */
export function frontPage(
  language: Language,
  lead: { row: StoryRow; content: StoryContent } | null,
  desk: DeskKnowledge,
): ReaderPage {
  const { newsroom, now, live } = desk
  const teasers = teasersIn(language, live)
  const first = lead && teaserOf(lead.content, { id: lead.row.id, path: '/', since: now })
  const latest = first ? [first, ...teasers.filter(({ id }) => id !== first.id)] : teasers
  const view = frontView({
    newsroom,
    now,
    language,
    ticker: tickerFor(language, desk),
    latest,
    mostRead: [],
    coverage: [],
    translations: {},
  })
  return { kind: 'front', view }
}
