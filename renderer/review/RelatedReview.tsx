import type { StoryId } from '../../shared/model/ids.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { reviewWords } from '../words/review.ts'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'
import type { BlockFate } from './block-diff.ts'

function RelatedLine({ story }: { story: StoryId }) {
  const states = useWords(stateWords)
  const row = useEngineQuery('stories:row', { story }, ['stories:changed']).data
  return (
    <li>
      <bdi>{row?.headline || row?.slug || states.untitled}</bdi>
    </li>
  )
}

/** The related-stories block, with the headlines as they are now. */
export function RelatedReview({ stories, fate }: { stories: readonly StoryId[]; fate: BlockFate }) {
  const words = useWords(reviewWords)
  return (
    <div className="review-related">
      <div className="review-related-title">
        {words.related} {words.fates[fate]}
      </div>
      <ul>
        {stories.map((story) => (
          <RelatedLine key={story} story={story} />
        ))}
      </ul>
    </div>
  )
}
