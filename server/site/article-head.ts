/** Head of a story's page: Open Graph, card, and schema.org NewsArticle. */
import { bodyWords, type StoryKind } from '../../shared/model/story.ts'
import { languages, sections } from '../../shared/model/vocabulary.ts'
import type { ArticleView } from '../../shared/reader/article-view.ts'
import { leadPicture } from '../../shared/reader/teaser.ts'
import type { PictureSize, PublishedStory } from '../workflow/published.ts'
import { alternatesOf, type HeadView, type MetaTag, named, og, pageMeta } from './head-view.ts'
import { pictureAddress } from './picture-address.ts'

export interface ArticleHeadSource {
  readonly story: PublishedStory
  readonly view: ArticleView
  readonly publicUrl: string
  /** Paths of the live translations, this story's own among them. */
  readonly translations: Partial<Record<(typeof languages)[number], string>>
  readonly sizeOf: (
    asset: PublishedStory['content']['media'][string]['asset'],
  ) => PictureSize | null
}

/** Kinds that schema.org has a narrower word for. */
const schemaTypes: Partial<Record<StoryKind, string>> = {
  opinion: 'OpinionNewsArticle',
  analysis: 'AnalysisNewsArticle',
}

const iso = (at: number): string => new Date(at).toISOString()

export function articleHead(source: ArticleHeadSource): HeadView {
  const { story, view, publicUrl, translations } = source
  const { frame } = view
  const description = story.standfirst || frame.slogan
  const url = publicUrl + story.path
  const others = languages.filter((one) => one !== story.language && translations[one])
  return {
    language: story.language,
    title: `${story.headline} | ${frame.name}`,
    description,
    canonical: url,
    alternates: alternatesOf(translations, publicUrl),
    feed: { title: frame.name, href: frame.footer.feed },
    meta: [
      ...pageMeta({
        type: 'article',
        language: story.language,
        title: story.headline,
        description,
        url,
        siteName: frame.name,
        others,
      }),
      ...pictureMeta(source),
      ...articleMeta(source),
    ],
    jsonLd: newsArticle(source, url),
    next: null,
  }
}

function pictureMeta({ story, publicUrl, sizeOf }: ArticleHeadSource): MetaTag[] {
  const picture = leadPicture(story.content)
  if (!picture) return [named('twitter:card', 'summary')]
  const size = sizeOf(picture.asset)
  const width = size && Math.min(size.width, 1600)
  return [
    og('og:image', publicUrl + pictureAddress(picture.asset, 'large')),
    ...(size && width
      ? [
          og('og:image:width', String(width)),
          og('og:image:height', String(Math.round((size.height * width) / size.width))),
        ]
      : []),
    ...(picture.alt === '' ? [] : [og('og:image:alt', picture.alt)]),
    named('twitter:card', 'summary_large_image'),
  ]
}

const articleMeta = ({ story, view }: ArticleHeadSource): MetaTag[] => [
  og('article:published_time', iso(story.since)),
  og('article:modified_time', iso(story.updated)),
  og('article:section', sections[story.section].labels[story.language]),
  ...view.tags.map(({ label }) => og('article:tag', label)),
  ...(story.byline === '' ? [] : [named('author', story.byline)]),
]

function newsArticle({ story, view, publicUrl }: ArticleHeadSource, url: string): object {
  const { content } = story
  const images = view.carousel.map(({ asset }) => publicUrl + pictureAddress(asset, 'large'))
  const paper = {
    '@type': 'NewsMediaOrganization',
    name: view.frame.name,
    url: publicUrl + view.frame.home,
  }
  const notes = view.corrections.map(({ note, time }) => ({
    '@type': 'CorrectionComment',
    text: note,
    datePublished: time.iso,
  }))
  return {
    '@context': 'https://schema.org',
    '@type': schemaTypes[story.kind] ?? 'NewsArticle',
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    url,
    headline: story.headline,
    ...(story.standfirst === '' ? {} : { description: story.standfirst }),
    ...(images.length === 0 ? {} : { image: images }),
    datePublished: iso(story.since),
    dateModified: iso(story.updated),
    author: story.byline === '' ? paper : { '@type': 'Person', name: story.byline },
    publisher: paper,
    inLanguage: story.language,
    articleSection: sections[story.section].labels[story.language],
    keywords: view.tags.map(({ label }) => label),
    wordCount: bodyWords(content),
    isAccessibleForFree: true,
    ...(notes.length === 0 ? {} : { correction: notes }),
  }
}
