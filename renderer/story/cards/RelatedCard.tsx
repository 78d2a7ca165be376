import { $getNodeByKey, type NodeKey } from 'lexical'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { StoryId } from '../../../shared/model/ids.ts'
import { directionOf } from '../../../shared/model/vocabulary.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { $isRelated } from '../../editor/nodes/RelatedNode.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { StoryStateChip } from '../../ui/StoryState.tsx'
import { pictureWords } from '../../words/pictures.ts'
import { stateWords } from '../../words/states.ts'
import { useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import { CardFrame } from './CardFrame.tsx'
import { StoryFinder } from './StoryFinder.tsx'

/** Related stories between paragraphs: their headlines, in order, and a search to add more. */
export function RelatedCard({ node, stories }: { node: NodeKey; stories: readonly StoryId[] }) {
  const words = useWords(pictureWords)
  const { body, undo, story } = useStory()
  const set = (next: readonly StoryId[]) => {
    const editor = body.current?.editor
    if (!editor) return
    undo.alone(() =>
      editor.update(
        () => {
          const related = $getNodeByKey(node)
          if ($isRelated(related)) related.setStories(next)
        },
        { discrete: true },
      ),
    )
  }
  const move = (from: number, by: -1 | 1) => {
    const next = [...stories]
    const [moved] = next.splice(from, 1)
    if (moved) next.splice(from + by, 0, moved)
    set(next)
  }
  return (
    <CardFrame node={node} label={words.related}>
      <div className="related-title">{words.related}</div>
      <ul className="related-list">
        {stories.map((id, index) => (
          <RelatedLine
            key={id}
            story={id}
            isFirst={index === 0}
            isLast={index === stories.length - 1}
            onMove={(by) => move(index, by)}
            onRemove={() => set(stories.filter((other) => other !== id))}
          />
        ))}
      </ul>
      <StoryFinder
        without={[story, ...stories]}
        onChoose={(id) => set([...stories, id])}
        onLeave={() => body.current?.focus('back')}
      />
    </CardFrame>
  )
}

interface RelatedLineProps {
  readonly story: StoryId
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function RelatedLine({ story, isFirst, isLast, onMove, onRemove }: RelatedLineProps) {
  const words = useWords(pictureWords)
  const states = useWords(stateWords)
  const { data: row } = useEngineQuery('stories:row', { story }, ['stories:changed'])
  const headline = row ? row.headline || states.untitled : words.relatedUnknown
  return (
    <li className="related-line" data-story={story}>
      <span
        className="related-headline"
        lang={row?.language}
        dir={row ? directionOf(row.language) : 'auto'}
      >
        {headline}
      </span>
      {row && row.fact.publication.at !== 'live' && <StoryStateChip fact={row.fact} />}
      <span className="related-tools">
        <IconButton
          label={words.storyUp(headline)}
          icon={<Icon of={ArrowUp} size={14} />}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={words.storyDown(headline)}
          icon={<Icon of={ArrowDown} size={14} />}
          disabled={isLast}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={words.removeStory(headline)}
          icon={<Icon of={X} size={14} />}
          onClick={onRemove}
        />
      </span>
    </li>
  )
}
