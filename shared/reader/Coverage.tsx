import type { Language } from '../model/vocabulary.ts'
import type { CoverageView } from './article-view.ts'
import { StoryCard } from './StoryCard.tsx'
import { readerWords } from './words.ts'

export interface CoverageProps {
  readonly coverage: readonly CoverageView[]
  readonly language: Language
}

/** The collections a story belongs to, each with its newest stories. */
export function Coverage({ coverage, language }: CoverageProps) {
  const words = readerWords[language]
  return coverage.map(({ title, href, stories }) => (
    <section key={href} className="aside-block" aria-label={words.coverageOf(title)}>
      <h2 className="label">
        <a href={href}>{words.coverageOf(title)}</a>
        <a className="label-all" href={href} aria-label={words.allOf(title)}>
          {words.all}
        </a>
      </h2>
      <ul className="briefs">
        {stories.map((story) => (
          <li key={story.id}>
            <StoryCard story={story} look="brief" />
          </li>
        ))}
      </ul>
    </section>
  ))
}
