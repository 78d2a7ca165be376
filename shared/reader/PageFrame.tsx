import type { ReactNode } from 'react'
import { Footer } from './Footer.tsx'
import type { FrameView } from './frame-view.ts'
import { Masthead } from './Masthead.tsx'
import { type PictureUrl, PictureUrls } from './PictureUrls.tsx'
import { tickerPath } from './paths.ts'
import { Ticker } from './Ticker.tsx'
import { readerWords } from './words.ts'

export interface PageFrameProps {
  readonly frame: FrameView
  readonly pictureUrl?: PictureUrl | undefined
  readonly front?: boolean
  readonly children: ReactNode
}

/** What every page has in common, around its own content. */
export function PageFrame({ frame, pictureUrl, front = false, children }: PageFrameProps) {
  return (
    <PictureUrls pictureUrl={pictureUrl}>
      <div className="reader" lang={frame.language} dir={frame.direction}>
        <a className="skip" href="#content">
          {readerWords[frame.language].skipToContent}
        </a>
        <Masthead frame={frame} front={front} />
        <Ticker view={frame.ticker} stream={tickerPath(frame.language)} />
        <main id="content" className="page" tabIndex={-1}>
          {children}
        </main>
        <Footer frame={frame} />
      </div>
    </PictureUrls>
  )
}
