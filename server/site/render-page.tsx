/** A page's head and content → one HTML document. */
import type { ReactNode } from 'react'
import { HtmlDocument } from './HtmlDocument.tsx'
import type { HeadView } from './head-view.ts'
import { markupOf } from './markup.ts'
import type { SiteAssets } from './site-assets.ts'

export interface Page {
  readonly head: HeadView
  readonly content: ReactNode
}

export const htmlType = 'text/html; charset=utf-8'

export async function renderPage({ head, content }: Page, assets: SiteAssets): Promise<string> {
  const markup = await markupOf(
    <HtmlDocument head={head} assets={assets}>
      {content}
    </HtmlDocument>,
  )
  return `<!doctype html>${markup}`
}
