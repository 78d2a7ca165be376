import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newStoryId, newTranslationGroupId } from '../../shared/model/ids.ts'
import { publishedAt } from '../../shared/testing/reader-samples.ts'
import type { PublishedCard } from '../workflow/published.ts'
import { newsSitemap, rssFeed, xmlText } from './feed.ts'

const card = (headline: string): PublishedCard => ({
  id: newStoryId(),
  path: '/en/economy/2026/11/22/ships-0123456789',
  headline,
  standfirst: 'Why & how',
  kind: 'news',
  language: 'en',
  section: 'economy',
  regions: [],
  topics: [],
  coverage: [],
  byline: 'Nadia Haddad',
  source: '',
  translationGroup: newTranslationGroupId(),
  lead: null,
  since: publishedAt,
  updated: publishedAt,
})

const feedOf = (stories: PublishedCard[]) =>
  rssFeed({
    title: 'The Harbour Post',
    description: 'News on every tide',
    language: 'en',
    publicUrl: 'https://post.example',
    path: '/en',
    feed: '/en/feed.xml',
    stories,
  })

describe('text in a feed', () => {
  it('can be neither markup nor a character that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = xmlText(`${text}\u0000\ud800`)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the point of the test
        expect(written).not.toMatch(/[<>"\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u)
        expect(written.replaceAll(/&(lt|gt|amp|quot);/g, '')).not.toContain('&')
      }),
    )
  })
})

describe('a feed', () => {
  it('gives each story its headline, address, time, section and author', () => {
    const feed = feedOf([card('Ships & <grain>')])

    for (const part of [
      '<title>Ships &amp; &lt;grain&gt;</title>',
      '<guid isPermaLink="true">https://post.example/en/economy/2026/11/22/ships-0123456789</guid>',
      '<pubDate>Sun, 22 Nov 2026 13:42:00 GMT</pubDate>',
      '<category>Economy</category>',
      '<dc:creator>Nadia Haddad</dc:creator>',
      '<description>Why &amp; how</description>',
      '<atom:link rel="self" type="application/rss+xml" href="https://post.example/en/feed.xml"/>',
    ]) {
      expect(feed).toContain(part)
    }
  })

  it('is whole without stories', () => {
    expect(feedOf([])).toMatch(/<channel>[\s\S]*<\/channel>\n<\/rss>\n$/)
  })
})

describe('the news sitemap', () => {
  it('names paper, language, time and headline of each story', () => {
    const map = newsSitemap(
      [{ name: 'The Harbour Post', language: 'en', stories: [card('Ships')] }],
      'https://post.example',
    )

    expect(map).toContain('<loc>https://post.example/en/economy/2026/11/22/ships-0123456789</loc>')
    expect(map).toContain(
      '<news:name>The Harbour Post</news:name><news:language>en</news:language>',
    )
    expect(map).toContain('<news:publication_date>2026-11-22T13:42:00.000Z</news:publication_date>')
  })
})
