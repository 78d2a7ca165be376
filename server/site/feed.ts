/** RSS 2.0 of an edition or a section, and the news sitemap: text from values. */
import type { Instant } from '../../shared/model/time.ts'
import { type Language, sections } from '../../shared/model/vocabulary.ts'
import type { PublishedCard } from '../workflow/published.ts'
import { pictureAddress } from './picture-address.ts'

const characters: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
/** Characters that XML 1.0 has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text inside XML, element or attribute. */
export const xmlText = (text: string): string =>
  text.replaceAll(unwritable, '').replaceAll(/[<>&"]/g, (one) => characters[one] ?? one)

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`

export interface FeedSource {
  readonly title: string
  readonly description: string
  readonly language: Language
  readonly publicUrl: string
  /** Page that the feed follows, and the feed itself. */
  readonly path: string
  readonly feed: string
  readonly stories: readonly PublishedCard[]
}

/** An RSS document. */
export function rssFeed({
  title,
  description,
  language,
  publicUrl,
  path,
  feed,
  stories,
}: FeedSource): string {
  const newest = Math.max(0, ...stories.map(({ updated }) => updated))
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
${element('title', title)}
${element('link', publicUrl + path)}
<atom:link rel="self" type="application/rss+xml" href="${xmlText(publicUrl + feed)}"/>
${element('description', description)}
${element('language', language)}
${newest > 0 ? `${element('lastBuildDate', httpDate(newest))}\n` : ''}${stories.map((story) => feedItem(story, publicUrl)).join('')}</channel>
</rss>
`
}

const httpDate = (at: Instant): string => new Date(at).toUTCString()

function feedItem(story: PublishedCard, publicUrl: string): string {
  const url = publicUrl + story.path
  const lines = [
    element('title', story.headline),
    element('link', url),
    `<guid isPermaLink="true">${xmlText(url)}</guid>`,
    element('pubDate', httpDate(story.since)),
    element('category', sections[story.section].labels[story.language]),
    ...(story.standfirst === '' ? [] : [element('description', story.standfirst)]),
    ...(story.byline === '' ? [] : [element('dc:creator', story.byline)]),
    ...(story.lead ? [mediaContent(publicUrl + pictureAddress(story.lead.asset, 'large'))] : []),
  ]
  return `<item>\n${lines.join('\n')}\n</item>\n`
}

const mediaContent = (url: string): string =>
  `<media:content url="${xmlText(url)}" medium="image"/>`

export interface SitemapEdition {
  readonly name: string
  readonly language: Language
  readonly stories: readonly PublishedCard[]
}

/** The sitemap that news search reads: stories of the last two days in every edition. */
export function newsSitemap(editions: readonly SitemapEdition[], publicUrl: string): string {
  const entries = editions.flatMap(({ name, language, stories }) =>
    stories.map(
      (story) => `<url>
${element('loc', publicUrl + story.path)}
<news:news>
<news:publication>${element('news:name', name)}${element('news:language', language)}</news:publication>
${element('news:publication_date', new Date(story.since).toISOString())}
${element('news:title', story.headline)}
</news:news>
</url>
`,
    ),
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${entries.join('')}</urlset>
`
}
