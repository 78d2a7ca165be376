import type { ReactNode } from 'react'
import type { FrameView } from './frame-view.ts'
import { PageFrame } from './PageFrame.tsx'
import { readerWords } from './words.ts'

export interface NoticePageProps {
  readonly frame: FrameView
  readonly title: string
  readonly children: ReactNode
}

/** A page with a few words of the paper's own: not found, taken down, about us. */
export function NoticePage({ frame, title, children }: NoticePageProps) {
  return (
    <PageFrame frame={frame}>
      <article className="notice">
        <h1 className="headline">{title}</h1>
        <div className="body">{children}</div>
        <p className="notice-way">
          <a href={frame.home}>{readerWords[frame.language].toFront}</a>
        </p>
      </article>
    </PageFrame>
  )
}
