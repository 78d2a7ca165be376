/**
 * Entry of the preview frame: the reader's own components, fed by the desk, in a document of
 * their own so that neither style sheet touches the other.
 */
import '../bridge/no-eval.ts'
import '../../shared/reader/fonts.css'
import '../../shared/reader/reader.css'
import './reader-window.css'
import { useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import type { AssetId } from '../../shared/model/ids.ts'
import type { Rendition } from '../../shared/protocol/uploads.ts'
import { ArticlePage } from '../../shared/reader/ArticlePage.tsx'
import { enhancePage } from '../../shared/reader/enhance/page.ts'
import { FrontPage } from '../../shared/reader/FrontPage.tsx'
import { escapeMessage, isShowMessage, type ReaderPage, readyMessage } from './preview-message.ts'

const pictureUrl = (asset: AssetId, rendition: Rendition): string =>
  `copydesk://asset/${asset}/${rendition}`

function Page({ page }: { page: ReaderPage }) {
  const root = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's parts are wired anew for each page
  useEffect(() => {
    const element = root.current
    if (!element) return
    // There is no stream here: the desk sends a new page when the ticker changes.
    for (const ticker of element.querySelectorAll<HTMLElement>('[data-ticker]')) {
      ticker.dataset['ticker'] = ''
    }
    return enhancePage(element)
  }, [page])
  return (
    <div ref={root}>
      {page.kind === 'article' ? (
        <ArticlePage view={page.view} pictureUrl={pictureUrl} />
      ) : (
        <FrontPage view={page.view} pictureUrl={pictureUrl} />
      )}
    </div>
  )
}

const place = document.getElementById('page')
if (!place) throw new Error('preview.html has no #page')
const root = createRoot(place)

window.addEventListener('message', ({ source, origin, data }) => {
  if (source !== window.parent || origin !== location.origin || !isShowMessage(data)) return
  const { frame } = data.page.view
  document.documentElement.lang = frame.language
  document.documentElement.dir = frame.direction
  root.render(<Page page={data.page} />)
})
// Links lead nowhere from here: a preview must not become another page.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault()
})
window.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.parent.postMessage(escapeMessage, location.origin)
})
window.parent.postMessage(readyMessage, location.origin)
