import { Pieces } from '../compare/Pieces.tsx'
import { assetAddress } from '../story/pictures/StoryPicture.tsx'
import { usePictureRetry } from '../story/pictures/use-picture-retry.ts'
import { classNames } from '../ui/class-names.ts'
import { reviewWords } from '../words/review.ts'
import { useWords } from '../words/use-words.ts'
import type { PictureDiff } from './review-diff.ts'

/** A picture with what changed of it, and with what it still lacks. */
export function PictureReview({ diff }: { diff: PictureDiff }) {
  const words = useWords(reviewWords)
  const { key, fate, entry, caption, credit, alt } = diff
  const address = assetAddress(entry.asset, 'medium')
  const { key: attempt, failed, onError } = usePictureRetry(address)
  const hasAlt = entry.alt.trim() !== ''
  return (
    <figure
      id={`review-picture-${key}`}
      tabIndex={-1}
      className={classNames('review-picture', `review-picture-${fate}`)}
    >
      {fate !== 'same' && <span className="review-label">{words.fates[fate]}</span>}
      {failed ? (
        <div className="review-picture-missing">{words.pictureNotHere}</div>
      ) : (
        <img key={attempt} src={address} alt={entry.alt} onError={onError} />
      )}
      <figcaption className="review-caption">
        <span>
          <Pieces pieces={caption} />
        </span>
        <span>
          {entry.credit.trim() === '' && <span className="review-lack">{words.noCredit}</span>}
          <Pieces pieces={credit} />
        </span>
      </figcaption>
      <div className="review-alt">
        {entry.decorative && words.decorative}
        {!entry.decorative && !hasAlt && <span className="review-lack">{words.noAlt}</span>}
        {!entry.decorative && alt.length > 0 && (
          <>
            {words.alt}: <Pieces pieces={alt} />
          </>
        )}
      </div>
    </figure>
  )
}
