/** What every page of an edition is made from, asked of the newsroom once per request. */
import { NewsroomError } from '../../shared/model/errors.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { type Language, languages } from '../../shared/model/vocabulary.ts'
import type { FrameSource } from '../../shared/reader/frame-view.ts'
import type { StoryTeaser } from '../../shared/reader/teaser.ts'
import { altOf } from '../../shared/reader/teaser.ts'
import { tickerOf } from '../../shared/reader/ticker-view.ts'
import type { PublishedCard } from '../workflow/published.ts'
import type { SiteContext } from '../workflow/site-context.ts'

/** The database holds no newsroom yet. */
export class NoNewsroom extends NewsroomError {
  readonly code = 'no-newsroom'
  readonly retry = 'later'
  constructor() {
    super('This server holds no newsroom yet')
  }
}

/** Most Read looks back this far, in milliseconds: seven days. */
const mostReadSpan = 7 * 86_400_000
const mostReadLength = 4

export type Frame = Omit<FrameSource, 'place' | 'translations'>

/** Newsroom, edition, ticker and clock of one page. */
export async function frameFor(
  site: SiteContext,
  language: Language,
  now: Instant,
): Promise<Frame> {
  const [newsroom, lines] = await Promise.all([site.newsroom(), site.liveBreaking(language)])
  if (!newsroom) throw new NoNewsroom()
  const ticker = tickerOf(lines, { language, timeZone: newsroom.timeZone, now })
  return { newsroom, language, now, ticker }
}

/** Most Read of an edition, without the story that is being read. */
export async function mostReadOf(
  site: SiteContext,
  language: Language,
  now: Instant,
  reading?: StoryId,
): Promise<StoryTeaser[]> {
  const since = now - mostReadSpan
  const cards = await site.published.mostRead(language, since, mostReadLength + 1)
  return teasers(cards.filter(({ id }) => id !== reading).slice(0, mostReadLength))
}

/** A published card as the reader's components take it. */
export const teaser = ({ lead, ...card }: PublishedCard): StoryTeaser => ({
  ...card,
  picture: lead && { asset: lead.asset, alt: altOf(lead), focal: lead.focal },
})

export const teasers = (cards: readonly PublishedCard[]): StoryTeaser[] => cards.map(teaser)

/** The same page in every edition, for pages that all editions have. */
export const inEveryEdition = (path: (language: Language) => string): Record<Language, string> => {
  const paths = languages.map((language) => [language, path(language)] as const)
  return Object.fromEntries(paths) as Record<Language, string>
}
