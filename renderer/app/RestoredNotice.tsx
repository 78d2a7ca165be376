import type { RestoredNote, ShownCareNote } from '../../shared/ipc/care.ts'
import { openStory } from '../bridge/place.ts'
import { useTimeZone } from '../bridge/session.ts'
import { careWords } from '../words/care.ts'
import { clockAndDay } from '../words/clock.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

/** The server was restored from a backup: what left this desk again, and what to decide again. */
export function RestoredNotice({ note, what }: { note: ShownCareNote; what: RestoredNote }) {
  const words = useWords(careWords)
  const zone = useTimeZone()
  const language = useLanguage()
  const { to, texts, again, moved, movedInAll } = what
  return (
    <>
      <p>
        <strong>
          {to === null
            ? words.restored
            : words.restoredTo(clockAndDay(language, to, note.at, zone))}
        </strong>{' '}
        {texts > 0 && words.sentAgain(texts)} {again > 0 && words.askedAgain(again)}{' '}
        {movedInAll > 0 ? words.decideAgain : words.nothingLost}
      </p>
      <ul className="notice-stories">
        {moved.map((one) => (
          <Moved key={one.story} moved={one} note={note} />
        ))}
        {movedInAll > moved.length && <li>{words.more(movedInAll - moved.length)}</li>}
      </ul>
    </>
  )
}

interface MovedProps {
  readonly moved: RestoredNote['moved'][number]
  readonly note: ShownCareNote
}

function Moved({ moved: { story, was }, note }: MovedProps) {
  const words = useWords(careWords)
  const states = useWords(stateWords)
  const headline = note.stories.find((one) => one.story === story)?.headline
  return (
    <li>
      <button type="button" onClick={() => openStory(story)}>
        <bdi>{headline || words.untitled}</bdi>
      </button>{' '}
      <span className="notice-was">{words.was(states[was])}</span>
    </li>
  )
}
