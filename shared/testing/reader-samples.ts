/** An invented paper and story for tests of the reader's pages. */
import type { BreakingFact, TermFact } from '../model/facts.ts'
import {
  newBreakingId,
  newMediaKey,
  newNewsroomId,
  newStoryId,
  newUserId,
  parseAssetId,
} from '../model/ids.ts'
import type { Newsroom } from '../model/people.ts'
import type { Block, StoryContent } from '../model/story.ts'
import type { Language } from '../model/vocabulary.ts'
import type { ArticleSource } from '../reader/article-view.ts'
import type { StoryTeaser } from '../reader/teaser.ts'
import { tickerView } from '../reader/ticker-view.ts'

/** Sunday 22 November 2026, 16:42 in Port Selim. */
export const publishedAt = Date.UTC(2026, 10, 22, 13, 42)
export const aMinute = 60_000

export const harbourPost: Newsroom = {
  id: newNewsroomId(),
  name: { en: 'The Harbour Post', ar: 'بريد المرفأ', es: 'El Correo del Puerto' },
  slogan: { en: 'News on every tide', ar: 'الخبر مع كل مدّ', es: 'Noticias con cada marea' },
  timeZone: 'Etc/GMT-3',
}

export const asset = (n: number) => parseAssetId(n.toString(16).padStart(64, '0'))

export const paragraph = (text: string, more: Partial<Block> = {}): Block =>
  ({
    type: 'text',
    id: `p-${text.slice(0, 12)}`,
    kind: 'paragraph',
    runs: [{ text }],
    ...more,
  }) as Block

/** A story with every field filled. */
export function aStory(change: Partial<StoryContent> = {}): StoryContent {
  const [lead, second, inBody] = [newMediaKey(), newMediaKey(), newMediaKey()]
  const picture = (n: number) => ({
    asset: asset(n),
    caption: `Dock workers leave Pier ${n} in Port Selim.`,
    credit: 'Harbour Post / Lina Farah',
    alt: `People on pier ${n}`,
    decorative: false,
    focal: { x: 0.5, y: 0.4 },
  })
  return {
    headline: 'Harbour crews walk out as night shift talks collapse',
    standfirst: 'Two ferry lines stopped at dusk.',
    blocks: [
      paragraph('Harbour crews walked off the night shift on Sunday.'),
      paragraph('“We asked for a rota.”', { kind: 'quote' } as Partial<Block>),
      { type: 'picture', id: 'picture', media: inBody },
    ],
    meta: {
      kind: 'news',
      slug: 'harbour-walkout',
      language: 'en',
      section: 'economy',
      regions: ['mena'],
      topics: ['ports'],
      coverage: ['port-strike'],
      byline: 'Nadia Haddad',
      source: 'Agencies',
      dateline: 'PORT SELIM',
    },
    media: { [lead]: picture(1), [second]: picture(2), [inBody]: picture(3) },
    carousel: [lead, second],
    ...change,
  }
}

export const aTeaser = (n: number, change: Partial<StoryTeaser> = {}): StoryTeaser => ({
  id: newStoryId(),
  language: 'en',
  path: `/en/politics/2026/11/22/story-${n}`,
  headline: `Story number ${n}`,
  standfirst: '',
  kind: 'news',
  section: 'politics',
  byline: 'Salma Aziz',
  since: publishedAt - n * aMinute,
  picture: { asset: asset(n + 100), alt: 'A bridge', focal: null },
  ...change,
})

export const aTerm = (scheme: TermFact['scheme'], key: string, en: string): TermFact => ({
  type: 'term',
  scheme,
  key,
  labels: { en, ar: `${en} (ar)`, es: `${en} (es)` },
})

/** A breaking line that went live some minutes before `publishedAt`. */
export function aLiveLine(attribution: string, text: string, minutesAgo: number): BreakingFact {
  const since = publishedAt - minutesAgo * aMinute
  return {
    type: 'breaking',
    id: newBreakingId(),
    revision: 1,
    lines: { en: { attribution, text } },
    story: null,
    life: 60 * aMinute,
    stage: { at: 'live', by: newUserId(), since, until: since + 60 * aMinute },
  }
}

/** All that a story's page is made from; `language` is the story's. */
export function anArticle(change: Partial<ArticleSource> = {}): ArticleSource {
  const content = change.content ?? aStory()
  const language: Language = content.meta.language
  return {
    content,
    newsroom: harbourPost,
    now: publishedAt + aMinute,
    ticker: tickerView({
      breaking: [aLiveLine('Port authority', 'Both ferry lines suspended', 5)],
      language,
      timeZone: harbourPost.timeZone,
      now: publishedAt,
      storyHref: () => null,
    }),
    url: 'https://harbourpost.example/en/economy/2026/11/22/harbour-walkout',
    since: publishedAt,
    updated: publishedAt,
    corrections: [],
    terms: [aTerm('topic', 'ports', 'Ports'), aTerm('coverage', 'port-strike', 'The port strike')],
    related: new Map(),
    mostRead: [aTeaser(1), aTeaser(2)],
    coverage: [{ key: 'port-strike', stories: [aTeaser(3)] }],
    readNext: [aTeaser(4), aTeaser(5)],
    translations: { ar: '/ar/economy/2026/11/22/idrab' },
    ...change,
  }
}
