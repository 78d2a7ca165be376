import type { ArticleView } from './article-view.ts'
import { Share } from './Share.tsx'
import { Time } from './Time.tsx'
import { readerWords } from './words.ts'

/** Who, from where, when, how long; and the share links. */
export function Byline({ view }: { readonly view: ArticleView }) {
  const { byline, source, published, updated, minutes, share, frame } = view
  const words = readerWords[frame.language]
  return (
    <div className="byline">
      <p className="byline-words">
        {byline !== '' && (
          <span>
            {words.by} <bdi className="author">{byline}</bdi>
          </span>
        )}
        {source !== '' && <span>{words.source(source)}</span>}
        <Time time={published} />
        {updated && (
          <span>
            {words.updated} <Time time={updated} />
          </span>
        )}
        <span>{minutes}</span>
      </p>
      <Share share={share} language={frame.language} />
    </div>
  )
}
