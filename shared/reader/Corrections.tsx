import type { Language } from '../model/vocabulary.ts'
import type { ArticleView } from './article-view.ts'
import { Time } from './Time.tsx'
import { readerWords } from './words.ts'

export interface CorrectionsProps {
  readonly corrections: ArticleView['corrections']
  readonly language: Language
}

/** What was put right, in the newsroom's words to readers. */
export function Corrections({ corrections, language }: CorrectionsProps) {
  if (corrections.length === 0) return null
  return (
    <section className="corrections" aria-labelledby="corrections">
      <h2 className="label" id="corrections">
        {readerWords[language].corrections}
      </h2>
      <ul>
        {corrections.map(({ note, time }) => (
          <li key={time.iso}>
            <Time time={time} /> {note}
          </li>
        ))}
      </ul>
    </section>
  )
}
