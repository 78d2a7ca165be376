import { Picture } from './Picture.tsx'
import { Time } from './Time.tsx'
import type { TeaserView } from './teaser.ts'

export interface StoryCardProps {
  readonly story: TeaserView
  /** How it stands on the page: the looks are in reader.css. */
  readonly look: 'lead' | 'card' | 'row' | 'brief'
  readonly heading?: 'h2' | 'h3'
  readonly eager?: boolean
}

const sizes = {
  lead: '(min-width: 1100px) 720px, 100vw',
  card: '(min-width: 1100px) 340px, (min-width: 600px) 45vw, 100vw',
  row: '(min-width: 600px) 220px, 34vw',
  brief: '96px',
}

/** A story on another page. The headline's link covers the card; section and day stay readable. */
export function StoryCard({ story, look, heading = 'h3', eager = false }: StoryCardProps) {
  const Heading = heading
  return (
    <article className={`card card-${look}`}>
      {story.picture && (
        <div className="card-picture">
          <Picture picture={decorative(story.picture)} sizes={sizes[look]} eager={eager} />
        </div>
      )}
      <div className="card-words">
        {look !== 'brief' && story.section && <SectionName section={story.section} />}
        <Heading className="card-headline">
          <a href={story.href}>{story.headline}</a>
        </Heading>
        {(look === 'lead' || look === 'row') && story.standfirst !== '' && (
          <p className="card-standfirst">{story.standfirst}</p>
        )}
        <p className="card-meta">
          {look === 'brief' && story.section && (
            <>
              <span>{story.section.label}</span>
              <span aria-hidden="true"> · </span>
            </>
          )}
          <Time time={story.day} />
        </p>
      </div>
    </article>
  )
}

/** Beside the headline it illustrates, a picture's description would only be heard twice. */
const decorative = <P extends { alt: string }>(picture: P): P => ({ ...picture, alt: '' })

function SectionName({ section }: { readonly section: { label: string; href: string } }) {
  return (
    <a className="kicker" href={section.href}>
      {section.label}
    </a>
  )
}
