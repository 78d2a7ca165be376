import type { SiteContext } from '../workflow/site-context.ts'
import type { SiteAssets } from './site-assets.ts'
import type { TickerStream } from './ticker-stream.tsx'

/** What the site's routes work with. */
export interface SiteServices {
  readonly site: SiteContext
  readonly assets: SiteAssets
  readonly now: () => number
  readonly ticker: TickerStream
  /** Mail address for readers, if the newsroom gave one. */
  readonly contact: string | null
}
