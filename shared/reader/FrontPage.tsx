import { Coverage } from './Coverage.tsx'
import type { BandView, FrontView } from './front-view.ts'
import { MostRead } from './MostRead.tsx'
import { PageFrame } from './PageFrame.tsx'
import type { PictureUrl } from './PictureUrls.tsx'
import { StoryCard } from './StoryCard.tsx'
import { readerWords } from './words.ts'

export interface FrontPageProps {
  readonly view: FrontView
  readonly pictureUrl?: PictureUrl
}

/** An edition's front page. */
export function FrontPage({ view, pictureUrl }: FrontPageProps) {
  const { frame, bands, coverage } = view
  const { language } = frame
  return (
    <PageFrame frame={frame} pictureUrl={pictureUrl} front>
      <FrontTop view={view} />
      {coverage.length > 0 && (
        <div className="front-coverage">
          <Coverage coverage={coverage} language={language} />
        </div>
      )}
      <div className="front-bands">
        {bands.map((band) => (
          <Band key={band.href} band={band} all={readerWords[language].all} />
        ))}
      </div>
    </PageFrame>
  )
}

function FrontTop({ view }: { readonly view: FrontView }) {
  const { frame, lead, below, beside, mostRead } = view
  const words = readerWords[frame.language]
  if (!lead) return <p className="nothing">{words.nothingYet}</p>
  return (
    <div className="front-top">
      <section aria-label={words.latest}>
        <StoryCard story={lead} look="lead" heading="h2" eager />
        <ul className="front-below">
          {below.map((story) => (
            <li key={story.id}>
              <StoryCard story={story} look="card" heading="h2" />
            </li>
          ))}
        </ul>
      </section>
      <aside className="beside">
        <ul className="front-beside">
          {beside.map((story) => (
            <li key={story.id}>
              <StoryCard story={story} look="stack" heading="h2" />
            </li>
          ))}
        </ul>
        <MostRead stories={mostRead} language={frame.language} />
      </aside>
    </div>
  )
}

function Band({ band, all }: { readonly band: BandView; readonly all: string }) {
  return (
    <section aria-label={band.label} data-stories={band.stories.length}>
      <h2 className="label">
        <a href={band.href}>{band.label}</a>
        <a className="label-all" href={band.href} aria-label={`${all}: ${band.label}`}>
          {all}
        </a>
      </h2>
      <ul className={`band band-${band.look}`}>
        {band.stories.map((story) => (
          <li key={story.id}>
            <StoryCard
              story={story}
              look={band.look === 'columns' ? 'voice' : 'card'}
              kicker={!band.oneSection}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
