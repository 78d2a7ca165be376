import type { FrameView } from './frame-view.ts'
import { readerWords } from './words.ts'

/** The three editions: each link leads to this page's translation, else to that edition's front. */
export function EditionSwitch({ frame }: { readonly frame: FrameView }) {
  return (
    <nav className="editions" aria-label={readerWords[frame.language].editions}>
      {frame.editions.map(({ language, label, href, current }) => (
        <a
          key={language}
          href={href}
          lang={language}
          hrefLang={language}
          aria-current={current ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  )
}
