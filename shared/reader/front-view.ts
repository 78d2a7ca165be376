/**
 * The front page of an edition: what leads, what stands beside it, then a band for each part of
 * the paper.
 *
 * RV1  No story stands twice on the front page, Most Read and Coverage aside.
 */
import type { StoryId } from '../model/ids.ts'
import {
  groupLabels,
  type Language,
  type SectionGroup,
  type SectionKey,
  sections,
} from '../model/vocabulary.ts'
import { type FrameSource, type FrameView, frameView, groupOf } from './frame-view.ts'
import { sectionPath } from './paths.ts'
import { type LinkView, type StoryTeaser, type TeaserView, teaserView } from './teaser.ts'

export interface FrontSource extends Omit<FrameSource, 'place'> {
  /** Newest first: the more, the fuller the bands. */
  readonly latest: readonly StoryTeaser[]
  readonly mostRead: readonly StoryTeaser[]
  readonly coverage: readonly { title: string; href: string; stories: readonly StoryTeaser[] }[]
}

export interface BandView extends LinkView {
  /** All its stories are of one section, which its name says already. */
  readonly oneSection: boolean
  /** `cards`: pictures in a row; `columns`: text first, as opinion is. */
  readonly look: 'cards' | 'columns'
  readonly stories: readonly TeaserView[]
}

export interface FrontView {
  readonly frame: FrameView
  readonly lead: TeaserView | null
  /** Under the lead. */
  readonly below: readonly TeaserView[]
  readonly beside: readonly TeaserView[]
  readonly bands: readonly BandView[]
  readonly mostRead: readonly TeaserView[]
  readonly coverage: readonly { title: string; href: string; stories: readonly TeaserView[] }[]
}

/** Sections and groups that get a band, in the order of the page. */
const bandOrder: readonly (SectionKey | SectionGroup)[] = [
  'politics',
  'economy',
  'articles',
  'in-pictures',
  'arts-culture',
  'sports',
  'environment',
  'technology',
  'health',
  'videos',
  'infographs',
  'miscellaneous',
]
const belowLead = 2
const besideLead = 3
const perBand = 4

/** Builds the front page. */
export function frontView(source: FrontSource): FrontView {
  const { latest, newsroom, language, mostRead, coverage } = source
  const shown = new Set<StoryId>()
  const view = (story: StoryTeaser) => teaserView(story, newsroom.timeZone)
  const take = (stories: readonly StoryTeaser[], most: number): TeaserView[] => {
    const fresh = stories.filter(({ id }) => !shown.has(id)).slice(0, most)
    for (const { id } of fresh) shown.add(id)
    return fresh.map(view)
  }
  const [lead = null] = take(leadFirst(latest), 1)
  const below = take(
    latest.filter((story) => isNews(story) && story.picture),
    belowLead,
  )
  const beside = take(latest.filter(isNews), besideLead)
  const bands = bandOrder.map((key) => ({
    ...bandName(key, language),
    oneSection: key in sections,
    look: key === 'articles' ? ('columns' as const) : ('cards' as const),
    stories: take(latest.filter(isIn(key)), perBand),
  }))
  return {
    frame: frameView(source),
    lead,
    below,
    beside,
    bands: bands.filter(({ stories }) => stories.length > 0),
    mostRead: mostRead.map(view),
    coverage: coverage.map((one) => ({ ...one, stories: one.stories.map(view) })),
  }
}

const isNews = ({ section }: StoryTeaser): boolean =>
  section === null || sections[section].group === 'news' || sections[section].group === 'live'

const isIn =
  (key: SectionKey | SectionGroup) =>
  ({ section }: StoryTeaser): boolean =>
    section !== null && (section === key || groupOf(section) === key)

/** The newest news story with a picture leads; without one, the newest of what there is. */
function leadFirst(latest: readonly StoryTeaser[]): readonly StoryTeaser[] {
  const lead = latest.find((story) => isNews(story) && story.picture) ?? latest[0]
  return lead ? [lead] : []
}

const bandName = (key: SectionKey | SectionGroup, language: Language): LinkView => ({
  label:
    key in groupLabels
      ? groupLabels[key as SectionGroup][language]
      : sections[key as SectionKey].labels[language],
  href: sectionPath(language, key),
})
