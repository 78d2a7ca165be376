import type { ListView } from './list-view.ts'
import { MostRead } from './MostRead.tsx'
import { PageFrame } from './PageFrame.tsx'
import type { PictureUrl } from './PictureUrls.tsx'
import { StoryCard } from './StoryCard.tsx'
import { readerWords } from './words.ts'

export interface ListPageProps {
  readonly view: ListView
  readonly pictureUrl?: PictureUrl
}

/** Stories of one section, region, topic or coverage collection, newest first. */
export function ListPage({ view, pictureUrl }: ListPageProps) {
  const { frame, title, kicker, siblings, stories, mostRead, feed } = view
  const words = readerWords[frame.language]
  return (
    <PageFrame frame={frame} pictureUrl={pictureUrl}>
      <header className="list-head">
        {kicker !== '' && <p className="kicker">{kicker}</p>}
        <h1 className="headline">{title}</h1>
        {feed && (
          <a className="list-feed" href={feed}>
            {words.feed}
          </a>
        )}
        {siblings.length > 0 && (
          <ul className="tags">
            {siblings.map(({ label, href, current }) => (
              <li key={href}>
                <a href={href} aria-current={current ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        )}
      </header>
      <div className="article-grid">
        <div className="list">
          {stories.length === 0 && <p className="nothing">{words.nothingYet}</p>}
          <ul className="rows">
            {stories.map((story, i) => (
              <li key={story.id}>
                <StoryCard story={story} look="row" heading="h2" eager={i === 0} />
              </li>
            ))}
          </ul>
          <Pages view={view} />
        </div>
        <aside className="beside">
          <MostRead stories={mostRead} language={frame.language} />
        </aside>
      </div>
    </PageFrame>
  )
}

function Pages({ view: { newest, older, frame } }: { readonly view: ListView }) {
  if (!newest && !older) return null
  const words = readerWords[frame.language]
  return (
    <nav className="pages" aria-label={words.more}>
      {newest && <a href={newest}>{words.newer}</a>}
      {older && (
        <a href={older} rel="next">
          {words.older}
        </a>
      )}
    </nav>
  )
}
