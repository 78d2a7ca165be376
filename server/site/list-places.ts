/** Every list that has an address: what it is called and which stories stand in it. */
import type { TermFact } from '../../shared/model/facts.ts'
import {
  groupLabels,
  type Language,
  type RegionKey,
  regions,
  type SectionGroup,
  type SectionKey,
  sections,
  type TermScheme,
} from '../../shared/model/vocabulary.ts'
import { groupOf, type Place, sectionsOf } from '../../shared/reader/frame-view.ts'
import {
  feedPath,
  latestPath,
  regionPath,
  sectionPath,
  termPath,
} from '../../shared/reader/paths.ts'
import { readerWords } from '../../shared/reader/words.ts'
import type { LatestQuery } from '../workflow/published.ts'

export interface ListPlace {
  readonly title: (language: Language) => string
  readonly kicker: (language: Language) => string
  readonly path: (language: Language) => string
  readonly feed: (language: Language) => string | null
  /** Marked in the menus. */
  readonly place: Place
  readonly query: Pick<LatestQuery, 'sections' | 'region' | 'topic' | 'coverage'>
}

const noFeed = () => null

/** The list under `/:lang/:key`: a section or a group; null for any other word. */
export function sectionPlace(key: string): ListPlace | null {
  if (!isSectionOrGroup(key)) return null
  const group = groupOf(key)
  const isGroup = key === group
  return {
    title: (language) =>
      (isGroup ? groupLabels[group] : sections[key as SectionKey].labels)[language],
    kicker: (language) => (isGroup ? '' : groupLabels[group][language]),
    path: (language) => sectionPath(language, key),
    feed: (language) => feedPath(language, key),
    place: { section: key },
    query: { sections: isGroup ? sectionsOf(group) : [key as SectionKey] },
  }
}

const isSectionOrGroup = (key: string): key is SectionKey | SectionGroup =>
  Object.hasOwn(sections, key) || Object.hasOwn(groupLabels, key)

/** The list under `/:lang/region/:key`. */
export function regionPlace(key: string): ListPlace | null {
  if (!Object.hasOwn(regions, key)) return null
  const region = key as RegionKey
  return {
    title: (language) => regions[region][language],
    kicker: (language) => readerWords[language].region,
    path: (language) => regionPath(language, region),
    feed: noFeed,
    place: { region },
    query: { region },
  }
}

/** The list under `/:lang/topic/:key` or `/:lang/coverage/:key`. */
export function termPlace(
  scheme: TermScheme,
  key: string,
  terms: readonly TermFact[],
): ListPlace | null {
  const term = terms.find((one) => one.scheme === scheme && one.key === key)
  if (!term) return null
  return {
    title: (language) => term.labels[language],
    kicker: (language) => readerWords[language][scheme],
    path: (language) => termPath(language, scheme, key),
    feed: noFeed,
    place: {},
    query: scheme === 'topic' ? { topic: key } : { coverage: key },
  }
}

/** Everything of an edition. */
export const latestPlace: ListPlace = {
  title: (language) => readerWords[language].latest,
  kicker: () => '',
  path: latestPath,
  feed: (language) => feedPath(language),
  place: {},
  query: {},
}
