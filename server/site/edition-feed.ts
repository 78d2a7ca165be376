/** The RSS feed of an edition or of one of its sections. */
import type { Language } from '../../shared/model/vocabulary.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { rssFeed } from './feed.ts'
import { type ListPlace, latestPlace } from './list-places.ts'
import { NoNewsroom } from './page-source.ts'
import type { Answer } from './send-page.ts'

const length = 40
/** Seconds: feed readers come by the minute at most. */
const feedAge = 60

export async function editionFeed(
  site: SiteContext,
  language: Language,
  list: ListPlace,
): Promise<Answer> {
  const [newsroom, stories] = await Promise.all([
    site.newsroom(),
    site.published.latestIn({ language, ...list.query, limit: length }),
  ])
  if (!newsroom) throw new NoNewsroom()
  const name = newsroom.name[language]
  const body = rssFeed({
    title: list === latestPlace ? name : `${name}: ${list.title(language)}`,
    description: newsroom.slogan[language],
    language,
    publicUrl: site.publicUrl,
    path: list === latestPlace ? `/${language}` : list.path(language),
    feed: list.feed(language) ?? '',
    stories,
  })
  return { type: 'application/rss+xml; charset=utf-8', body, maxAge: feedAge }
}
