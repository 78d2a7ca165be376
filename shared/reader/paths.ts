/**
 * Addresses of reader's pages, stories excepted: a story's is fixed by the server when it is first
 * published. Every other link, feed and canonical URL is made here.
 */
import type {
  Language,
  RegionKey,
  SectionGroup,
  SectionKey,
  TermScheme,
} from '../model/vocabulary.ts'

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
