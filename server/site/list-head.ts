/** Head of front pages, lists and the paper's own pages. */
import { type Language, languages } from '../../shared/model/vocabulary.ts'
import { alternatesOf, type HeadView, named, pageMeta } from './head-view.ts'

export interface ListHeadSource {
  readonly language: Language
  readonly title: string
  readonly name: string
  readonly description: string
  readonly path: string
  readonly translations: Partial<Record<Language, string>>
  readonly publicUrl: string
  readonly feed: string | null
  readonly next: string | null
  /** Where readers of any other language are sent; the English page unless given. */
  readonly anyLanguage?: string
}

export function listHead(source: ListHeadSource): HeadView {
  const { language, title, name, description, path, translations, publicUrl, feed, next } = source
  const others = languages.filter((one) => one !== language && translations[one])
  return {
    language,
    title,
    description,
    canonical: publicUrl + path,
    alternates: alternatesOf(translations, publicUrl, source.anyLanguage),
    feed: feed === null ? null : { title: name, href: feed },
    meta: [
      ...pageMeta({
        type: 'website',
        language,
        title,
        description,
        url: publicUrl + path,
        siteName: name,
        others,
      }),
      named('twitter:card', 'summary'),
    ],
    jsonLd: null,
    next: next === null ? null : publicUrl + next,
  }
}
