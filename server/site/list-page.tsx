/** Loads and makes one page of a list. */
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { ListPage } from '../../shared/reader/ListPage.tsx'
import { listView } from '../../shared/reader/list-view.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { listHead } from './list-head.ts'
import type { ListPlace } from './list-places.ts'
import { frameFor, inEveryEdition, mostReadOf, teasers } from './page-source.ts'
import type { Page } from './render-page.tsx'

const perPage = 20

/** Where in a list a page begins: the newest, or the stories before a moment. */
export interface ListPosition {
  readonly before: Instant | null
}

export async function listPage(
  site: SiteContext,
  language: Language,
  list: ListPlace,
  { before }: ListPosition,
  now: Instant,
): Promise<Page> {
  const start = before === null ? {} : { before }
  const [frame, cards, mostRead] = await Promise.all([
    frameFor(site, language, now),
    site.published.latestIn({ language, ...list.query, ...start, limit: perPage + 1 }),
    mostReadOf(site, language, now),
  ])
  const shown = cards.slice(0, perPage)
  const last = cards.length > perPage ? shown.at(-1) : undefined
  const path = list.path(language)
  const older = last ? `${path}?before=${last.since}` : null
  const translations = inEveryEdition(list.path)
  const view = listView({
    ...frame,
    translations,
    place: list.place,
    title: list.title(language),
    kicker: list.kicker(language),
    stories: teasers(shown),
    mostRead,
    feed: list.feed(language),
    older,
    newest: before === null ? null : path,
  })
  const name = frame.newsroom.name[language]
  const head = listHead({
    language,
    title: `${view.title} | ${name}`,
    name,
    description: `${view.title}: ${frame.newsroom.slogan[language]}`,
    path: before === null ? path : `${path}?before=${before}`,
    // Later pages differ in every edition: only the first has translations.
    translations: before === null ? translations : {},
    publicUrl: site.publicUrl,
    feed: list.feed(language),
    next: older,
  })
  return { head, content: <ListPage view={view} /> }
}
