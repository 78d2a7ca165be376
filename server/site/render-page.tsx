/** A page's head and content → one HTML document. */
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { HtmlDocument } from './HtmlDocument.tsx'
import type { HeadView } from './head-view.ts'
import type { SiteAssets } from './site-assets.ts'

export interface Page {
  readonly head: HeadView
  readonly content: ReactNode
}

export const htmlType = 'text/html; charset=utf-8'

export const renderPage = ({ head, content }: Page, assets: SiteAssets): string =>
  `<!doctype html>${renderToStaticMarkup(
    <HtmlDocument head={head} assets={assets}>
      {content}
    </HtmlDocument>,
  )}`
