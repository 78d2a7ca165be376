import type { Review } from '../../shared/ipc/rows.ts'
import { bodyWords } from '../../shared/model/story.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { ClockText } from '../ui/ClockText.tsx'
import { reviewWords } from '../words/review.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import type { PictureFate, ReviewDiff } from './review-diff.ts'

const labels = {
  live: 'comparedLive',
  'last-read': 'comparedRead',
  created: 'comparedCreated',
} as const

/** What the story is compared with, and how much is different: "+84 −31 words, 1 picture replaced". */
export function ComparedWith({ review, diff }: { review: Review; diff: ReviewDiff | null }) {
  const words = useWords(reviewWords)
  const states = useWords(stateWords)
  const language = useLanguage()
  const { base, current } = review
  const count = (fate: PictureFate) =>
    diff?.pictures.filter((picture) => picture.fate === fate).length ?? 0
  const pictures = [
    { n: count('replaced'), say: words.picturesReplaced },
    { n: count('added'), say: words.picturesAdded },
    { n: count('removed'), say: words.picturesRemoved },
  ].filter(({ n }) => n > 0)
  return (
    <div className="review-compared" lang={language} dir={directionOf(language)}>
      {base ? (
        <span>
          {words[labels[base.label]]}{' '}
          <b>
            <ClockText at={base.when} />
          </b>
        </span>
      ) : (
        <span>
          {diff
            ? words.comparedBegan
            : review.fact.publication.at === 'live'
              ? words.liveNotHere
              : words.isNew}{' '}
          · {states.words(bodyWords(current.content))}
        </span>
      )}
      {diff && <span>{words.wordCount(diff.words.inserted, diff.words.deleted)}</span>}
      {pictures.map(({ n, say }) => (
        <span key={say(n)}>{say(n)}</span>
      ))}
      {diff?.reordered && <span>{words.order}</span>}
    </div>
  )
}
