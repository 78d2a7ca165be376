import type { Language } from '../model/vocabulary.ts'
import type { ArticleView } from './article-view.ts'
import { StoryCard } from './StoryCard.tsx'
import { readerWords } from './words.ts'

export interface ReadNextProps {
  readonly readNext: ArticleView['readNext']
  readonly language: Language
}

export function ReadNext({ readNext, language }: ReadNextProps) {
  const words = readerWords[language]
  if (readNext.stories.length === 0) return null
  return (
    <section className="read-next" aria-labelledby="read-next">
      <h2 className="label" id="read-next">
        {words.readNext}
        <a className="label-all" href={readNext.all} aria-label={words.allOf(words.latest)}>
          {words.all}
        </a>
      </h2>
      <ul className="cards">
        {readNext.stories.map((story) => (
          <li key={story.id}>
            <StoryCard story={story} look="card" />
          </li>
        ))}
      </ul>
    </section>
  )
}
