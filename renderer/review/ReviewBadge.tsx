import { deskWords } from '../words/desk.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import { useReviewQueue } from './review-queue.ts'

/** How many stories wait for a desk chief, on the rail. */
export function ReviewBadge() {
  const words = useWords(deskWords)
  const language = useLanguage()
  const count = useReviewQueue(null)?.length ?? 0
  if (count === 0) return null
  return (
    <>
      <span className="rail-badge" aria-hidden="true">
        {number(language, count)}
      </span>
      <span className="visually-hidden">{words.waitingForReview(count)}</span>
    </>
  )
}
