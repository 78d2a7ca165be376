import type { PicturesAway } from '../../../shared/ipc/rows.ts'
import { pictureRoadWords } from '../../words/picture-road.ts'
import { useWords } from '../../words/use-words.ts'

/** Lines of the checklist about pictures that readers could not see yet; they hold publication. */
export function PicturesAwayLines({ away }: { away: PicturesAway }) {
  const words = useWords(pictureRoadWords)
  const moving = away.waiting + away.elsewhere
  return (
    <>
      {away.refused > 0 && (
        <Line title={words.refused(away.refused)} note={words.refusedNote} weight="blocks" />
      )}
      {moving > 0 && (
        <Line
          title={words.onTheirWay(moving)}
          note={away.waiting === 0 ? words.elsewhereNote : words.onTheirWayNote}
          weight="warns"
        />
      )}
    </>
  )
}

interface LineProps {
  readonly title: string
  readonly note: string
  readonly weight: 'blocks' | 'warns'
}

function Line({ title, note, weight }: LineProps) {
  return (
    <li className={`check-line check-${weight}`}>
      <span className="check-dot" aria-hidden="true" />
      <div className="check-text">
        <span className="check-title">{title}</span>
        <span className="check-note">{note}</span>
      </div>
    </li>
  )
}
