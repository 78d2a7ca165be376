import { useNameOf } from '../bridge/people.ts'
import { Button } from '../ui/Button.tsx'
import { ClockText } from '../ui/ClockText.tsx'
import { StoryStateChip } from '../ui/StoryState.tsx'
import { reviewWords } from '../words/review.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { type Reading, seenChanges } from './reading.ts'

interface ReviewBarProps {
  readonly reading: Reading
  /** Changes that are not on screen yet. */
  readonly unseen: number
  readonly noApproval: string | null
  readonly noReturn: string | null
  readonly onCatchUp: () => void
  readonly onApprove: () => void
  readonly onReturn: () => void
  readonly onTakeOver: () => void
}

function Moved({ reading, unseen, onCatchUp }: ReviewBarProps) {
  const words = useWords(reviewWords)
  const seen = seenChanges(reading)
  if (unseen > 0) {
    return (
      <button type="button" className="review-moved review-moved-unseen" onClick={onCatchUp}>
        {words.changesSince(unseen)} <u>{words.showChanges}</u>
      </button>
    )
  }
  return seen > 0 ? <span className="review-moved">{words.changesSince(seen)}</span> : null
}

/** Where the story stands, whether it moved, and the three decisions with their keys. */
export function ReviewBar(props: ReviewBarProps) {
  const { reading, noApproval, noReturn, onApprove, onReturn, onTakeOver } = props
  const words = useWords(reviewWords)
  const language = useLanguage()
  const nameOf = useNameOf()
  const { fact } = reading.shown
  const comma = language === 'ar' ? '،' : ','
  return (
    <div className="review-bar">
      <StoryStateChip fact={fact} />
      <span className="review-who whole-parts">
        <span>
          <bdi>{nameOf(fact.writer)}</bdi>
        </span>
        {fact.work.at === 'submitted' && (
          <span>
            {comma} <ClockText at={fact.work.when} />
          </span>
        )}
      </span>
      <span role="status">
        <Moved {...props} />
      </span>
      <div className="review-actions">
        <Button chord="E" onClick={onTakeOver}>
          {words.takeOver}
        </Button>
        <Button chord="R" whyNot={noReturn} onClick={onReturn}>
          {words.returnIt}
        </Button>
        <Button look="good" chord="A" whyNot={noApproval} onClick={onApprove}>
          {words.approve}
        </Button>
      </div>
    </div>
  )
}
