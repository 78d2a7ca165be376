import type { ReactNode } from 'react'
import { directionOf, type Language } from '../../shared/model/vocabulary.ts'
import { type HeadView, jsonForHtml } from './head-view.ts'
import type { SiteAssets } from './site-assets.ts'

export interface HtmlDocumentProps {
  readonly head: HeadView
  readonly assets: SiteAssets
  readonly children: ReactNode
}

/** Fonts of the first screen, by edition: fetched beside the styles that name them. */
const firstFonts: Record<Language, readonly string[]> = {
  en: ['source-serif-4-latin-opsz-normal', 'ibm-plex-sans-latin-400'],
  es: ['source-serif-4-latin-opsz-normal', 'ibm-plex-sans-latin-400'],
  ar: ['noto-naskh-arabic-arabic', 'ibm-plex-sans-arabic-arabic-400'],
}

/** A whole page. Nothing in it is inline script or style, so the policy can forbid both. */
export function HtmlDocument({ head, assets, children }: HtmlDocumentProps) {
  const { language, canonical, feed, next } = head
  const fonts = firstFonts[language].flatMap((font) => assets.fontFor(font) ?? [])
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{head.title}</title>
        <meta name="description" content={head.description} />
        {fonts.map((font) => (
          <link key={font} rel="preload" as="font" type="font/woff2" href={font} crossOrigin="" />
        ))}
        {assets.styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        <script type="module" src={assets.script} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <meta name="color-scheme" content="light dark" />
        {canonical ? (
          <link rel="canonical" href={canonical} />
        ) : (
          <meta name="robots" content="noindex" />
        )}
        {head.alternates.map(({ hrefLang, href }) => (
          <link key={hrefLang} rel="alternate" hrefLang={hrefLang} href={href} />
        ))}
        {next && <link rel="next" href={next} />}
        {feed && (
          <link rel="alternate" type="application/rss+xml" title={feed.title} href={feed.href} />
        )}
        {head.meta.map((tag) => (
          <meta key={JSON.stringify(tag)} {...tag} />
        ))}
        {head.jsonLd && (
          <script
            type="application/ld+json"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON may not be escaped as HTML; `jsonForHtml` leaves nothing that ends the element
            dangerouslySetInnerHTML={{ __html: jsonForHtml(head.jsonLd) }}
          />
        )}
      </head>
      <body>{children}</body>
    </html>
  )
}
