import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { StoryContent } from '../model/story.ts'
import { aMinute, anArticle, aStory, aTeaser, publishedAt } from '../testing/reader-samples.ts'
import { ArticlePage } from './ArticlePage.tsx'
import { type ArticleSource, articleView } from './article-view.ts'

const pageOf = (source: ArticleSource) =>
  renderToStaticMarkup(<ArticlePage view={articleView(source)} />)
const wordsOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

/** Tags with the names of their attributes, in order: what makes markup of text. */
const shapeOf = (html: string) =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/="[^"]*"/g, ''))

/** A whole story in which every field says `text`. */
function saying(text: string): StoryContent {
  const story = aStory()
  const media = Object.entries(story.media).map(([key, entry]) => [
    key,
    { ...entry, caption: text, credit: text, alt: text },
  ])
  return {
    ...story,
    headline: text,
    standfirst: text,
    blocks: [
      {
        type: 'text',
        id: '1',
        kind: 'paragraph',
        runs: [
          { text, bold: true },
          { text, link: 'https://example.org' },
        ],
      },
      { type: 'text', id: '2', kind: 'quote', runs: [{ text }] },
      { type: 'text', id: '3', kind: 'bullet', runs: [{ text }] },
    ],
    meta: { ...story.meta, byline: text, source: text, dateline: text },
    media: Object.fromEntries(media),
  }
}

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style></textarea><svg onload=alert(1)>',
    '<!--',
    ']]>',
    '&lt;script&gt;',
    '\ud800<b>',
  ),
  fc.string({ unit: 'binary' }),
)

describe("a story's page", () => {
  it('[RA1] keeps every field as text, whatever it says', () => {
    const plain = shapeOf(pageOf(anArticle({ content: saying('plain') })))
    fc.assert(
      fc.property(hostile, (words) => {
        const text = `x${words.replaceAll('\n', ' ')}`
        const corrections = [{ note: text, when: publishedAt }]
        const html = pageOf(anArticle({ content: saying(text), corrections }))
        const expected = pageOf(
          anArticle({
            content: saying('plain'),
            corrections: [{ note: 'plain', when: publishedAt }],
          }),
        )
        expect(shapeOf(html)).toEqual(shapeOf(expected))
      }),
    )
    expect(plain.some((tag) => tag.startsWith('<script'))).toBe(false)
  })

  it('[RL1] writes a forbidden link as plain words', () => {
    const html = pageOf(
      anArticle({
        content: aStory({
          blocks: [
            {
              type: 'text',
              id: '1',
              kind: 'paragraph',
              runs: [{ text: 'Press me', link: 'javascript:alert(1)' }],
            },
          ],
        }),
      }),
    )

    expect(html).toContain('Press me')
    expect(html).not.toContain('javascript:')
  })

  it('[RA2] shows every part of a news page', () => {
    const related = aTeaser(9, { headline: 'Engineers close the flood barrier' })
    const story = aStory()
    const blocks = [...story.blocks, { type: 'related' as const, id: 'r', stories: [related.id] }]
    const words = wordsOf(
      pageOf(
        anArticle({
          content: { ...story, blocks },
          related: new Map([[related.id, related]]),
          updated: publishedAt + 5 * aMinute,
          corrections: [
            { note: 'The number of crews was wrong.', when: publishedAt + 5 * aMinute },
          ],
        }),
      ),
    )

    for (const part of [
      'The Harbour Post',
      'English العربية Español',
      'News All News Politics Economy Sports Arts &amp; Culture Health Miscellaneous Technology Environment',
      'Articles All Articles Opinion Analysis Blog Features',
      'Videos All Videos NewsFeed Video Features Explainers TV Digital Series',
      'Infographs In Pictures Live',
      'Africa Asia Asia-Pacific Europe Latin America MENA Palestine US &amp; Canada',
      'Breaking Port authority: Both ferry lines suspended 16:37',
      'Economy Harbour crews walk out as night shift talks collapse Two ferry lines stopped at dusk.',
      'By Nadia Haddad Source: Agencies 22 Nov 2026 16:42 Updated 16:47 1 min read',
      'Dock workers leave Pier 1 in Port Selim. Harbour Post / Lina Farah 1 of 2',
      'PORT SELIM Harbour crews walked off',
      'Related news Engineers close the flood barrier',
      'Corrections 22 Nov 2026 16:47 The number of crews was wrong.',
      'Ports MENA',
      'Most read Story number 1 Politics · 22 Nov 2026',
      'Coverage: The port strike All Story number 3',
      'Read next All Politics Story number 4',
      'About us Contact us Privacy Authors RSS feed',
      '© 2026 The Harbour Post. All rights reserved.',
    ]) {
      expect(words).toContain(part)
    }
  })

  it('[RA2] leaves out the parts that have nothing to say', () => {
    const meta = { ...aStory().meta, byline: '', source: '', topics: [], regions: [] }
    const content = aStory({ standfirst: '', carousel: [], blocks: [], meta })
    const alone = [{ key: 'port-strike', stories: [] }]
    const html = pageOf(anArticle({ content, mostRead: [], coverage: alone, readNext: [] }))

    for (const part of [
      'standfirst',
      'carousel',
      'tags',
      'most-read',
      'read-next',
      'corrections',
    ]) {
      expect(html).not.toContain(part)
    }
    expect(wordsOf(html)).not.toContain('Source:')
    expect(wordsOf(html)).not.toContain('Coverage')
  })

  it('leads to the linked translation, and to the front of an edition that has none', () => {
    const html = pageOf(anArticle())

    expect(html).toContain('href="/ar/economy/2026/11/22/idrab" lang="ar"')
    expect(html).toContain('href="/es" lang="es"')
  })

  it('is written from right to left in Arabic, in Arabic words', () => {
    const story = aStory()
    const content = { ...story, meta: { ...story.meta, language: 'ar' as const } }
    const html = pageOf(anArticle({ content }))

    expect(html).toContain('<div class="reader" lang="ar" dir="rtl">')
    const words = wordsOf(html)
    for (const part of [
      'بريد المرفأ',
      'أخبار',
      'المصدر: Agencies',
      '22 تشرين الثاني 2026 16:42',
      'الأكثر قراءة',
    ]) {
      expect(words).toContain(part)
    }
  })

  it('takes its pictures from where it is told', () => {
    const html = renderToStaticMarkup(
      <ArticlePage
        view={articleView(anArticle())}
        pictureUrl={(asset, rendition) => `copydesk://asset/${asset}/${rendition}`}
      />,
    )

    expect(html).toContain('src="copydesk://asset/')
    expect(html).not.toContain('/media/')
  })
})
