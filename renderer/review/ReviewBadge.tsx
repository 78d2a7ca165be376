import { deskWords } from '../words/desk.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import { useJudgedDesks, useReviewQueue } from './review-queue.ts'

/** How many stories wait for this desk chief, on the rail. */
export function ReviewBadge() {
  const words = useWords(deskWords)
  const language = useLanguage()
  const judges = useJudgedDesks().length > 0
  const count = useReviewQueue(null)?.length ?? 0
  if (count === 0 || !judges) return null
  return (
    <>
      <span className="rail-badge" aria-hidden="true">
        {number(language, count)}
      </span>
      <span className="visually-hidden">{words.waitingForReview(count)}</span>
    </>
  )
}
