import { History, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import type { ShownCareNote } from '../../shared/ipc/care.ts'
import { putAway, useCareNotes } from '../bridge/care.ts'
import { openStory } from '../bridge/place.ts'
import { useTimeZone } from '../bridge/session.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useFocusKept } from '../ui/use-focus-kept.ts'
import { careWords } from '../words/care.ts'
import { clockAndDay } from '../words/clock.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { focusPane } from './panes.ts'
import { RestoredNotice } from './RestoredNotice.tsx'
import { useSafety } from './use-safety.ts'
import './notices.css'

/** Why nothing is being saved, and what helps: as long as it lasts, and no longer. */
function NotSavedNotice() {
  const words = useWords(careWords)
  const safety = useSafety()
  if (safety?.word !== 'not-saved') return null
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon of={TriangleAlert} />
      <p>
        <strong>{words.notSaved}.</strong> {safety.why} {safety.remedy}
      </p>
    </div>
  )
}

function StoryLinks({ note }: { note: ShownCareNote }) {
  const words = useWords(careWords)
  return (
    <ul className="notice-stories">
      {note.stories.map(({ story, headline }) => (
        <li key={story}>
          <button type="button" dir="auto" onClick={() => openStory(story)}>
            {headline || words.untitled}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Repaired({ note, what }: { note: ShownCareNote; what: SalvagedNote }) {
  const words = useWords(careWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const { copy, updates, commands, kept } = what
  return (
    <>
      <p>
        <strong>{words.repaired}</strong>{' '}
        {copy === null
          ? words.withoutCopy
          : words.fromCopy(clockAndDay(language, copy, note.at, zone))}{' '}
        {updates + commands > 0 && words.waits(updates, commands)}{' '}
        {note.stories.length > 0 ? words.refetched : words.rest}
      </p>
      <StoryLinks note={note} />
      <p className="notice-small">
        <bdi>{words.kept(kept)}</bdi>
      </p>
    </>
  )
}

type SalvagedNote = Extract<ShownCareNote['what'], { kind: 'salvaged' }>

const icons = {
  salvaged: ShieldCheck,
  restored: History,
  'words-missing': TriangleAlert,
  'not-compared': TriangleAlert,
} as const

function CareNotice({ note }: { note: ShownCareNote }) {
  const words = useWords(careWords)
  const { what } = note
  return (
    <div className={`notice notice-${what.kind}`} role="status">
      <Icon of={icons[what.kind]} />
      <div className="notice-text">
        {what.kind === 'salvaged' && <Repaired note={note} what={what} />}
        {what.kind === 'restored' && <RestoredNotice note={note} what={what} />}
        {(what.kind === 'words-missing' || what.kind === 'not-compared') && (
          <>
            <p>{what.kind === 'words-missing' ? words.missing : words.notCompared}</p>
            <StoryLinks note={note} />
          </>
        )}
      </div>
      <Button onClick={() => putAway(note.id)}>{words.understood}</Button>
    </div>
  )
}

/** What must be read above the status bar: words that are not safe, and a store that was repaired. */
export function Notices() {
  const notes = useCareNotes()
  const words = useWords(careWords)
  const region = useRef<HTMLElement>(null)
  const kept = useFocusKept(() => {
    const next = region.current?.querySelector<HTMLElement>('.notice > .button')
    if (next) next.focus()
    else focusPane('content')
  })
  return (
    <section
      ref={region}
      className="notices"
      aria-label={words.notices}
      data-pane={notes.length > 0 ? 'notices' : undefined}
      {...kept}
    >
      {notes.map((note) => (
        <CareNotice key={note.id} note={note} />
      ))}
      <NotSavedNotice />
    </section>
  )
}
