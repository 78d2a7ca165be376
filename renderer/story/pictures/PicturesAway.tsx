import type { ReactNode } from 'react'
import type { PicturesAway } from '../../../shared/ipc/rows.ts'
import { pictureRoadWords } from '../../words/picture-road.ts'
import { useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'

/** Line of the checklist about pictures that will never be there as they are. */
export function PicturesRefused({ count }: { count: number }) {
  const words = useWords(pictureRoadWords)
  const { jumps } = useStory()
  if (count === 0) return null
  const title = words.refused(count)
  return (
    <Line title={title} note={words.refusedNote} weight="blocks">
      <button
        type="button"
        className="check-go"
        aria-label={`${words.look}: ${title}`}
        onClick={() => jumps.to({ at: 'media' })}
      >
        {words.look}
      </button>
    </Line>
  )
}

/** Line of the checklist about pictures that readers could not see yet; they hold publication. */
export function PicturesOnTheirWay({ away }: { away: PicturesAway }) {
  const words = useWords(pictureRoadWords)
  const moving = away.waiting + away.elsewhere
  if (moving === 0) return null
  const note = away.waiting === 0 ? words.elsewhereNote : words.onTheirWayNote
  return <Line title={words.onTheirWay(moving)} note={note} weight="warns" />
}

interface LineProps {
  readonly title: string
  readonly note: string
  readonly weight: 'blocks' | 'warns'
  readonly children?: ReactNode
}

function Line({ title, note, weight, children }: LineProps) {
  return (
    <li className={`check-line check-${weight}`}>
      <span className="check-dot" aria-hidden="true" />
      <div className="check-text">
        <span className="check-title">{title}</span>
        <span className="check-note">{note}</span>
      </div>
      {children}
    </li>
  )
}
