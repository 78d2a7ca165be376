import type { Language } from '../model/vocabulary.ts'
import type { LinkView } from './teaser.ts'
import { readerWords } from './words.ts'

export interface TagsProps {
  readonly tags: readonly LinkView[]
  readonly language: Language
}

export function Tags({ tags, language }: TagsProps) {
  if (tags.length === 0) return null
  return (
    <ul className="tags" aria-label={readerWords[language].tags}>
      {tags.map(({ label, href }) => (
        <li key={href}>
          <a href={href} rel="tag">
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
