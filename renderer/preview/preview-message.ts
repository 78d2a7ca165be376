/** What passes between the desk and the frame that shows a reader's page. Views are plain JSON. */
import type { ArticleView } from '../../shared/reader/article-view.ts'
import type { FrontView } from '../../shared/reader/front-view.ts'

export type ReaderPage =
  | { readonly kind: 'article'; readonly view: ArticleView }
  | { readonly kind: 'front'; readonly view: FrontView }

/** The frame says that it listens. */
export const readyMessage = 'copydesk:preview-ready'

/** Escape was pressed inside the frame. */
export const escapeMessage = 'copydesk:preview-escape'

export interface ShowMessage {
  readonly type: 'copydesk:preview-show'
  readonly page: ReaderPage
}

export const isShowMessage = (data: unknown): data is ShowMessage =>
  typeof data === 'object' &&
  data !== null &&
  'type' in data &&
  data.type === 'copydesk:preview-show' &&
  'page' in data
