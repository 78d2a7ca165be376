import type { Review } from '../../shared/ipc/rows.ts'
import { blockText, type StoryContent } from '../../shared/model/story.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { Pieces } from '../compare/Pieces.tsx'
import type { Piece } from '../compare/word-diff.ts'
import { classNames } from '../ui/class-names.ts'
import { reviewWords } from '../words/review.ts'
import { useWords } from '../words/use-words.ts'
import type { BlockDiff } from './block-diff.ts'
import { ComparedWith } from './ComparedWith.tsx'
import { PictureReview } from './PictureReview.tsx'
import { RelatedReview } from './RelatedReview.tsx'
import type { PictureDiff, ReviewDiff } from './review-diff.ts'
import './review-article.css'

interface ReviewArticleProps {
  readonly review: Review
  /** Against the base; null when there is none. */
  readonly diff: ReviewDiff | null
  /** Against the text with which this reading began; null when it did not move. */
  readonly fresh: ReviewDiff | null
}

const plain = (text: string): Piece[] => (text ? [{ kind: 'same', text }] : [])

const asNew = (content: StoryContent): readonly BlockDiff[] =>
  content.blocks.map((block) => ({
    fate: 'same',
    block,
    pieces: plain(blockText(block)),
    dressed: false,
  }))

const picturesAsNew = ({ media }: StoryContent): readonly PictureDiff[] =>
  Object.entries(media).map(([key, entry]) => ({
    key,
    entry,
    fate: 'same',
    caption: plain(entry.caption),
    credit: plain(entry.credit),
    alt: plain(entry.alt),
  }))

const elements = {
  paragraph: 'p',
  heading: 'h2',
  subheading: 'h3',
  quote: 'blockquote',
  bullet: 'p',
  number: 'p',
} as const

interface BlockProps {
  readonly diff: BlockDiff
  readonly isFresh: boolean
  readonly pictures: ReadonlyMap<string, PictureDiff>
}

function Block({ diff, isFresh, pictures }: BlockProps) {
  const words = useWords(reviewWords)
  const { block, fate, pieces, dressed } = diff
  const className = classNames('review-block', `review-${fate}`, isFresh && 'review-fresh')
  const label = fate === 'moved' ? words.fates.moved : dressed ? words.dressed : null
  const picture = block.type === 'picture' ? pictures.get(block.media) : undefined
  const Text = block.type === 'text' ? elements[block.kind] : 'div'
  return (
    <div id={`review-${block.id}`} className={className} tabIndex={-1}>
      {label && <span className="review-label">{label}</span>}
      {block.type === 'text' && (
        <Text className={`review-text review-${block.kind}`}>
          <Pieces pieces={pieces} />
        </Text>
      )}
      {picture && <PictureReview diff={picture} />}
      {block.type === 'related' && <RelatedReview stories={block.stories} fate={fate} />}
    </div>
  )
}

/** The story as it will read, with every difference from its base marked in place. */
export function ReviewArticle({ review, diff, fresh }: ReviewArticleProps) {
  const { content } = review.current
  const { language } = content.meta
  const pictures = new Map(
    (diff?.pictures ?? picturesAsNew(content)).map((picture) => [picture.key, picture]),
  )
  const inBody = new Set(
    content.blocks.flatMap((block) => (block.type === 'picture' ? [block.media as string] : [])),
  )
  const lead = diff
    ? diff.pictures.filter(({ key }) => !inBody.has(key))
    : content.carousel.flatMap((key) => pictures.get(key) ?? [])
  const freshIds = new Set(
    fresh?.blocks.filter(({ fate }) => fate !== 'same').map(({ block }) => block.id),
  )
  return (
    <article className="review-article" lang={language} dir={directionOf(language)}>
      <ComparedWith review={review} diff={diff} />
      <h1 id="review-headline" className="review-headline serif" tabIndex={-1}>
        <Pieces pieces={diff?.headline ?? plain(content.headline)} />
      </h1>
      <p id="review-standfirst" className="review-standfirst serif" tabIndex={-1}>
        <Pieces pieces={diff?.standfirst ?? plain(content.standfirst)} />
      </p>
      {lead.map((picture) => (
        <PictureReview key={picture.key} diff={picture} />
      ))}
      <div className="serif">
        {(diff?.blocks ?? asNew(content)).map((block, index) => (
          <Block
            // biome-ignore lint/suspicious/noArrayIndexKey: a deleted and a moved block may share an id
            key={`${block.block.id} ${index}`}
            diff={block}
            isFresh={freshIds.has(block.block.id)}
            pictures={pictures}
          />
        ))}
      </div>
    </article>
  )
}
