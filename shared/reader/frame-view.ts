/** What every reader's page has around its content: masthead, menus, regions, ticker, footer. */
import type { Newsroom } from '../model/people.ts'
import type { Instant } from '../model/time.ts'
import {
  directionOf,
  groupLabels,
  type Language,
  languages,
  type RegionKey,
  regionKeys,
  regions,
  type SectionGroup,
  type SectionKey,
  sectionGroups,
  sectionKeys,
  sections,
} from '../model/vocabulary.ts'
import { longDayView, type TimeView } from './page-times.ts'
import { aboutPages, aboutPath, feedPath, frontPath, regionPath, sectionPath } from './paths.ts'
import type { LinkView } from './teaser.ts'
import type { TickerView } from './ticker-view.ts'
import { editionNames, readerWords } from './words.ts'

/** Where in the site a page stands, to mark it in the menus. */
export interface Place {
  readonly section?: SectionKey | SectionGroup | null
  readonly region?: RegionKey
}

export interface FrameSource {
  readonly newsroom: Newsroom
  readonly language: Language
  readonly now: Instant
  readonly ticker: TickerView
  readonly place?: Place
  /** Address of this very page in other editions; where there is none, the switch leads to the front. */
  readonly translations?: Partial<Record<Language, string>>
}

export interface MenuLink extends LinkView {
  readonly current: boolean
}

export interface MenuView extends MenuLink {
  readonly group: SectionGroup
  readonly items: readonly MenuLink[]
}

export interface EditionView extends MenuLink {
  readonly language: Language
}

export interface FrameView {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly name: string
  readonly slogan: string
  readonly home: string
  readonly today: TimeView
  readonly editions: readonly EditionView[]
  readonly menus: readonly MenuView[]
  readonly regions: readonly MenuLink[]
  readonly ticker: TickerView
  readonly footer: {
    readonly links: readonly LinkView[]
    readonly feed: string
    readonly year: string
  }
}

/** The sections of a group, in menu order. */
export const sectionsOf = (group: SectionGroup): SectionKey[] =>
  sectionKeys.filter((key) => sections[key].group === group)

/** The group that a section or group key belongs to. */
export const groupOf = (key: SectionKey | SectionGroup): SectionGroup =>
  key in groupLabels ? (key as SectionGroup) : sections[key as SectionKey].group

/** Builds the frame of one page. */
export function frameView(source: FrameSource): FrameView {
  const { newsroom, language, now, ticker, place = {}, translations = {} } = source
  return {
    language,
    direction: directionOf(language),
    name: newsroom.name[language],
    slogan: newsroom.slogan[language],
    home: frontPath(language),
    today: longDayView(now, language, newsroom.timeZone),
    editions: languages.map((edition) => ({
      language: edition,
      label: editionNames[edition],
      href: translations[edition] ?? frontPath(edition),
      current: edition === language,
    })),
    menus: sectionGroups.map((group) => menu(group, language, place)),
    regions: regionKeys.map((key) => ({
      label: regions[key][language],
      href: regionPath(language, key),
      current: place.region === key,
    })),
    ticker,
    footer: {
      links: footerLinks(language),
      feed: feedPath(language),
      year: String(new Date(now).getUTCFullYear()),
    },
  }
}

function menu(group: SectionGroup, language: Language, place: Place): MenuView {
  const own = sectionsOf(group)
  return {
    group,
    label: groupLabels[group][language],
    href: sectionPath(language, group),
    current: place.section ? groupOf(place.section) === group : false,
    // A group that is one section of the same name has no sub-menu.
    items: own.length < 2 ? [] : own.map((key) => item(key, language, place)),
  }
}

const item = (key: SectionKey, language: Language, place: Place): MenuLink => ({
  label: sections[key].labels[language],
  href: sectionPath(language, key),
  current: place.section === key,
})

function footerLinks(language: Language): LinkView[] {
  const words = readerWords[language]
  const labels = {
    about: words.aboutUs,
    contact: words.contactUs,
    privacy: words.privacy,
    authors: words.authors,
  }
  return aboutPages.map((page) => ({ label: labels[page], href: aboutPath(language, page) }))
}
