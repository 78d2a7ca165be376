import type { Language } from '../model/vocabulary.ts'
import { StoryCard } from './StoryCard.tsx'
import type { TeaserView } from './teaser.ts'
import { readerWords } from './words.ts'

export interface MostReadProps {
  readonly stories: readonly TeaserView[]
  readonly language: Language
}

export function MostRead({ stories, language }: MostReadProps) {
  if (stories.length === 0) return null
  return (
    <section className="aside-block" aria-labelledby="most-read">
      <h2 className="label" id="most-read">
        {readerWords[language].mostRead}
      </h2>
      <ol className="briefs">
        {stories.map((story) => (
          <li key={story.id}>
            <StoryCard story={story} look="brief" />
          </li>
        ))}
      </ol>
    </section>
  )
}
