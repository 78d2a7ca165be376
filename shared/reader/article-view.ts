/**
 * One version of a story → everything its page shows, as plain JSON. Pure: the site calls it with
 * published rows, the app's preview with the draft on the desk.
 */
import type { Correction, TermFact } from '../model/facts.ts'
import type { AssetId, StoryId } from '../model/ids.ts'
import { bodyWords, minutesToRead, type StoryContent } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import { type Language, regions, type TermScheme } from '../model/vocabulary.ts'
import { type BodyBlock, bodyView, type FigureView, figureView, type Size } from './body-view.ts'
import { type FrameSource, type FrameView, frameView } from './frame-view.ts'
import { calendarDay, clockView, momentView, type TimeView } from './page-times.ts'
import { latestPath, regionPath, termPath } from './paths.ts'
import { type ShareView, shareView } from './share-view.ts'
import {
  type LinkView,
  type StoryTeaser,
  sectionLink,
  type TeaserView,
  teaserView,
} from './teaser.ts'
import { readerWords } from './words.ts'

/** A coverage collection beside a story, with its newest stories. */
export interface CoverageSource {
  readonly key: string
  readonly stories: readonly StoryTeaser[]
}

export interface ArticleSource extends Omit<FrameSource, 'language' | 'place'> {
  readonly content: StoryContent
  /** Full address of the page, for sharing. */
  readonly url: string
  /** First publication; a preview passes now. */
  readonly since: Instant
  /** Newest publication or correction. */
  readonly updated: Instant
  readonly corrections: readonly Pick<Correction, 'note' | 'when'>[]
  /** Topics and coverage collections of the newsroom. */
  readonly terms: readonly TermFact[]
  readonly related: ReadonlyMap<StoryId, StoryTeaser>
  readonly mostRead: readonly StoryTeaser[]
  readonly coverage: readonly CoverageSource[]
  readonly readNext: readonly StoryTeaser[]
  readonly sizeOf?: (asset: AssetId) => Size | null
}

export interface CoverageView {
  readonly title: string
  readonly href: string
  readonly stories: readonly TeaserView[]
}

export interface ArticleView {
  readonly frame: FrameView
  readonly section: LinkView | null
  readonly headline: string
  readonly standfirst: string
  readonly byline: string
  readonly source: string
  readonly dateline: string
  readonly published: TimeView
  /** Null while the first version is the live one. */
  readonly updated: TimeView | null
  readonly minutes: string
  readonly share: ShareView
  readonly carousel: readonly FigureView[]
  readonly body: readonly BodyBlock[]
  /** Newest first. */
  readonly corrections: readonly { readonly note: string; readonly time: TimeView }[]
  readonly tags: readonly LinkView[]
  readonly mostRead: readonly TeaserView[]
  readonly coverage: readonly CoverageView[]
  readonly readNext: { readonly all: string; readonly stories: readonly TeaserView[] }
}

/** Builds the page of one story. */
export function articleView(source: ArticleSource): ArticleView {
  const { content, newsroom, since, updated, sizeOf = () => null } = source
  const { meta, headline, standfirst } = content
  const { language } = meta
  const zone = newsroom.timeZone
  const views = (stories: readonly StoryTeaser[]) => stories.map((story) => teaserView(story, zone))
  return {
    frame: frameView({ ...source, language, place: { section: meta.section } }),
    section: sectionLink(language, meta.section),
    headline,
    standfirst,
    byline: meta.byline,
    source: meta.source,
    dateline: meta.dateline,
    published: momentView(since, language, zone),
    updated: updated > since ? updateView(since, updated, language, zone) : null,
    minutes: readerWords[language].minutes(minutesToRead(bodyWords(content))),
    share: shareView(source.url, headline, language),
    carousel: content.carousel.flatMap((key) => figureView(key, { content, sizeOf }) ?? []),
    body: bodyView({ content, timeZone: zone, related: source.related, sizeOf }),
    corrections: source.corrections
      .map(({ note, when }) => ({ note, time: momentView(when, language, zone) }))
      .reverse(),
    tags: tagLinks(source),
    mostRead: views(source.mostRead),
    coverage: source.coverage
      .filter(({ stories }) => stories.length > 0)
      .map(({ key, stories }) => ({
        ...termLink(source, 'coverage', key),
        stories: views(stories),
      })),
    readNext: { all: latestPath(language), stories: views(source.readNext) },
  }
}

/** On the day of publication the time alone says it. */
const updateView = (
  since: Instant,
  updated: Instant,
  language: Language,
  zone: string,
): TimeView =>
  calendarDay(since, zone).text === calendarDay(updated, zone).text
    ? clockView(updated, language, zone)
    : momentView(updated, language, zone)

function tagLinks(source: ArticleSource): LinkView[] {
  const { meta } = source.content
  const { language } = meta
  return [
    ...meta.topics.map((key) => {
      const { title, href } = termLink(source, 'topic', key)
      return { label: title, href }
    }),
    ...meta.regions.map((key) => ({
      label: regions[key][language],
      href: regionPath(language, key),
    })),
  ]
}

function termLink({ terms, content }: ArticleSource, scheme: TermScheme, key: string) {
  const { language } = content.meta
  const term = terms.find((known) => known.scheme === scheme && known.key === key)
  return { title: term?.labels[language] ?? key, href: termPath(language, scheme, key) }
}
