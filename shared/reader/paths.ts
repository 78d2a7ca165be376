/** Addresses of reader's pages. Every link, redirect, feed and canonical URL is made here. */
import type { StoryId } from '../model/ids.ts'
import type { Instant } from '../model/time.ts'
import type {
  Language,
  RegionKey,
  SectionGroup,
  SectionKey,
  TermScheme,
} from '../model/vocabulary.ts'
import { calendarDay } from './page-times.ts'

export const frontPath = (language: Language): string => `/${language}`

/** A section, or a group such as `news`: they share one space of names. */
export const sectionPath = (language: Language, key: SectionKey | SectionGroup): string =>
  `/${language}/${key}`

export const regionPath = (language: Language, key: RegionKey): string =>
  `/${language}/region/${key}`

/** A topic's or a coverage collection's page. */
export const termPath = (language: Language, scheme: TermScheme, key: string): string =>
  `/${language}/${scheme}/${key}`

/** Everything of an edition, newest first: what "All" beside Read Next leads to. */
export const latestPath = (language: Language): string => `/${language}/latest`

export const feedPath = (language: Language, section?: SectionKey | SectionGroup): string =>
  section ? `/${language}/${section}/feed.xml` : `/${language}/feed.xml`

export const tickerPath = (language: Language): string => `/${language}/ticker`

/** Pages about the paper itself, linked in the footer. */
export const aboutPages = ['about', 'contact', 'privacy', 'authors'] as const
export type AboutPage = (typeof aboutPages)[number]
export const aboutPath = (language: Language, page: AboutPage): string => `/${language}/${page}`

export interface StoryAddress {
  readonly id: StoryId
  readonly language: Language
  readonly section: SectionKey | null
  readonly slug: string
  /** First publication: a later correction does not move the page. */
  readonly since: Instant
  /** The newsroom's zone, which decides the day in the address. */
  readonly timeZone: string
}

/** /en/economy/2026/11/22/harbour-crews-walk-out; without a slug, the end of the id stands in. */
export function storyPath({ id, language, section, slug, since, timeZone }: StoryAddress): string {
  const { year, month, day } = calendarDay(since, timeZone)
  const name = slug === '' ? id.slice(-12) : slug
  return `/${language}/${section ?? 'miscellaneous'}/${year}/${month}/${day}/${name}`
}
