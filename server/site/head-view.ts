/** What stands in a page's head: title, addresses, translations, and what other services read. */
import { type Language, languages } from '../../shared/model/vocabulary.ts'

export interface HeadView {
  readonly language: Language
  readonly title: string
  readonly description: string
  /** Full address of the page; null for pages that are nobody's to find (not found). */
  readonly canonical: string | null
  readonly alternates: readonly Alternate[]
  readonly feed: { readonly title: string; readonly href: string } | null
  readonly meta: readonly MetaTag[]
  readonly jsonLd: object | null
  /** Address of the page with older entries. */
  readonly next: string | null
}

export interface Alternate {
  readonly hrefLang: Language | 'x-default'
  readonly href: string
}

/** Open Graph names its tags by `property`, everyone else by `name`. */
export type MetaTag =
  | { readonly property: string; readonly content: string }
  | { readonly name: string; readonly content: string }

export const og = (property: string, content: string): MetaTag => ({ property, content })
export const named = (name: string, content: string): MetaTag => ({ name, content })

const ogLocales: Record<Language, string> = { en: 'en_GB', ar: 'ar_AR', es: 'es_ES' }

/** Open Graph and card tags that every page has. */
export function pageMeta(page: {
  readonly type: 'website' | 'article'
  readonly language: Language
  readonly title: string
  readonly description: string
  readonly url: string
  readonly siteName: string
  readonly others: readonly Language[]
}): MetaTag[] {
  return [
    og('og:type', page.type),
    og('og:site_name', page.siteName),
    og('og:title', page.title),
    ...(page.description === '' ? [] : [og('og:description', page.description)]),
    og('og:url', page.url),
    og('og:locale', ogLocales[page.language]),
    ...page.others.map((language) => og('og:locale:alternate', ogLocales[language])),
  ]
}

/**
 * Translations of a page, itself among them, with one for readers of any other language.
 * Nothing when there is only one.
 */
export function alternatesOf(
  paths: Partial<Record<Language, string>>,
  publicUrl: string,
  anyLanguage?: string,
): Alternate[] {
  const known = languages.flatMap((language): Alternate[] => {
    const path = paths[language]
    return path ? [{ hrefLang: language, href: publicUrl + path }] : []
  })
  const [first] = known
  if (!first || known.length < 2) return []
  // English is first in the list of languages, so it stands in where it exists.
  return [...known, { hrefLang: 'x-default', href: anyLanguage ?? first.href }]
}

/**
 * JSON for a `<script type="application/ld+json">`: no character in it can end the element or
 * open another.
 *
 * RH1  Structured data never becomes markup, whatever a headline or caption says.
 */
export const jsonForHtml = (value: object): string =>
  JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
