import { Picture } from './Picture.tsx'
import { Time } from './Time.tsx'
import type { TeaserView } from './teaser.ts'

/** Each look, with the width of its picture. */
const sizes = {
  lead: '(min-width: 1100px) 700px, 100vw',
  card: '(min-width: 1100px) 340px, (min-width: 520px) 45vw, 100vw',
  row: '(min-width: 760px) 220px, 34vw',
  stack: '(min-width: 760px) 130px, 34vw',
  voice: '0px',
  brief: '96px',
}

export interface StoryCardProps {
  readonly story: TeaserView
  /** How it stands on the page: the looks are in reader.css. */
  readonly look: keyof typeof sizes
  readonly heading?: 'h2' | 'h3'
  readonly eager?: boolean
  /** False where the page says the section already. */
  readonly kicker?: boolean
}

/** A story on another page. The headline's link covers the card; section and day stay readable. */
export function StoryCard({
  story,
  look,
  heading = 'h3',
  eager = false,
  kicker = true,
}: StoryCardProps) {
  const Heading = heading
  return (
    <article className={`card card-${look}`}>
      {story.picture && look !== 'voice' && (
        <div className="card-picture">
          <Picture picture={decorative(story.picture)} sizes={sizes[look]} eager={eager} />
        </div>
      )}
      <div className="card-words">
        {kicker && look !== 'brief' && story.section && <SectionName section={story.section} />}
        <Heading className="card-headline">
          <a href={story.href}>{story.headline}</a>
        </Heading>
        {(look === 'lead' || look === 'row' || look === 'voice') && story.standfirst !== '' && (
          <p className="card-standfirst">{story.standfirst}</p>
        )}
        <p className="card-meta">
          {look === 'brief' && story.section && (
            <>
              <span>{story.section.label}</span>
              <span aria-hidden="true"> · </span>
            </>
          )}
          {look === 'voice' && story.byline !== '' && (
            <>
              <bdi>{story.byline}</bdi>
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
