/** A story as other pages show it: headline, picture, section, day. */
import type { AssetId, MediaKey, StoryId } from '../model/ids.ts'
import type { MediaEntry, StoryContent, StoryKind } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import { type Language, type SectionKey, sections } from '../model/vocabulary.ts'
import { dayView, type TimeView } from './page-times.ts'
import { sectionPath } from './paths.ts'

/** What lists need of a published story; lists never load bodies. */
export interface StoryTeaser {
  readonly id: StoryId
  readonly language: Language
  readonly path: string
  readonly headline: string
  readonly standfirst: string
  readonly kind: StoryKind
  readonly section: SectionKey | null
  readonly byline: string
  readonly since: Instant
  readonly picture: TeaserPicture | null
}

export interface TeaserPicture {
  readonly asset: AssetId
  readonly alt: string
  readonly focal: MediaEntry['focal']
}

export interface LinkView {
  readonly label: string
  readonly href: string
}

export interface TeaserView {
  readonly id: string
  readonly headline: string
  readonly standfirst: string
  readonly href: string
  readonly byline: string
  readonly section: LinkView | null
  readonly day: TimeView
  readonly picture: TeaserPicture | null
  readonly kind: StoryKind
}

/** The teaser of a story whose whole content is at hand. */
export function teaserOf(
  content: StoryContent,
  place: Pick<StoryTeaser, 'id' | 'path' | 'since'>,
): StoryTeaser {
  const { headline, standfirst, meta } = content
  const { kind, section, language, byline } = meta
  return {
    ...place,
    headline,
    standfirst,
    kind,
    section,
    language,
    byline,
    picture: leadPicture(content),
  }
}

/** The first picture readers would see: of the carousel, else of the body. */
export function leadPicture(content: StoryContent): TeaserPicture | null {
  const inBody = content.blocks.flatMap((block) => (block.type === 'picture' ? [block.media] : []))
  for (const key of [...content.carousel, ...inBody] as MediaKey[]) {
    const entry = content.media[key]
    if (entry) return { asset: entry.asset, alt: altOf(entry), focal: entry.focal }
  }
  return null
}

/** Alt text; empty, so that screen readers pass it by, when the picture is decorative. */
export const altOf = (entry: MediaEntry): string => (entry.decorative ? '' : entry.alt)

export const sectionLink = (language: Language, section: SectionKey | null): LinkView | null =>
  section && {
    label: sections[section].labels[language],
    href: sectionPath(language, section),
  }

/** A teaser in its edition's words. */
export const teaserView = (story: StoryTeaser, timeZone: string): TeaserView => ({
  id: story.id,
  headline: story.headline,
  standfirst: story.standfirst,
  href: story.path,
  byline: story.byline,
  section: sectionLink(story.language, story.section),
  day: dayView(story.since, story.language, timeZone),
  picture: story.picture,
  kind: story.kind,
})
