/** Pages that say why there is nothing to read: not found, taken down. */
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { frameView } from '../../shared/reader/frame-view.ts'
import { NoticePage } from '../../shared/reader/NoticePage.tsx'
import { readerWords } from '../../shared/reader/words.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { frameFor } from './page-source.ts'
import type { Page } from './render-page.tsx'

export type Notice = 'not-found' | 'taken-down'

export async function noticePage(
  site: SiteContext,
  language: Language,
  notice: Notice,
  now: Instant,
): Promise<Page> {
  const frame = frameView(await frameFor(site, language, now))
  const words = readerWords[language]
  const [title, text] =
    notice === 'not-found'
      ? [words.notFound, words.notFoundText]
      : [words.takenDown, words.takenDownText]
  return {
    head: {
      language,
      title: `${title} | ${frame.name}`,
      description: text,
      canonical: null,
      alternates: [],
      feed: null,
      meta: [],
      jsonLd: null,
      next: null,
    },
    content: (
      <NoticePage frame={frame} title={title}>
        <p>{text}</p>
      </NoticePage>
    ),
  }
}
