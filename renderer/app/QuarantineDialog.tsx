import { type RefObject, useRef, useState } from 'react'
import type { Quarantined } from '../../shared/protocol/quarantine.ts'
import { engine } from '../bridge/engine.ts'
import { showOverlay } from '../bridge/place.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { useNow } from '../bridge/use-now.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { toastFailure } from '../ui/toasts.ts'
import { age, isFresh } from '../words/clock.ts'
import { quarantineWords } from '../words/quarantine.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import './quarantine.css'

function useSettle(id: string): (how: 'take' | 'dismiss') => void {
  const { failed } = useWords(quarantineWords)
  return (how) =>
    void engine
      .call('quarantine:settle', { id, how })
      .catch((error: unknown) => toastFailure(error, failed))
}

/** Asks once more before a text leaves everybody's eyes. */
function Sure({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const words = useWords(quarantineWords)
  return (
    <div className="quarantine-sure" role="alert">
      <p>{words.sure}</p>
      <Button onClick={onNo} autoFocus>
        {words.no}
      </Button>
      <Button onClick={onYes}>{words.yes}</Button>
    </div>
  )
}

/** Selects the words and copies them: the window has no other permission for the clipboard. */
function copyWords(words: HTMLElement | null): boolean {
  if (!words) return false
  getSelection()?.selectAllChildren(words)
  return document.execCommand('copy')
}

interface ActionsProps {
  readonly text: Quarantined
  readonly words: RefObject<HTMLElement | null>
}

function Actions({ text, words: element }: ActionsProps) {
  const words = useWords(quarantineWords)
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState(false)
  const waits = text.state === 'waiting'
  const settle = useSettle(text.id)
  const copy = () => setCopied(copyWords(element.current))
  if (asking) return <Sure onYes={() => settle('dismiss')} onNo={() => setAsking(false)} />
  return (
    <div className="quarantine-actions">
      {waits && text.mayTake && (
        <Button look="accent" onClick={() => settle('take')}>
          {words.take}
        </Button>
      )}
      {text.words !== '' && <Button onClick={copy}>{copied ? words.copied : words.copy}</Button>}
      {text.state === 'waiting' ? (
        <Button onClick={() => setAsking(true)}>{words.dismiss}</Button>
      ) : (
        <span className="quarantine-note">{words[text.state]}</span>
      )}
    </div>
  )
}

function Row({ text }: { text: Quarantined }) {
  const words = useWords(quarantineWords)
  const language = useLanguage()
  const now = useNow(60_000)
  const story = useEngineQuery('stories:row', { story: text.story }, ['stories:changed']).data
  const people = useEngineQuery('people:list', {}, []).data?.people
  const quote = useRef<HTMLQuoteElement>(null)
  const author = people?.find(({ id }) => id === text.author)?.name ?? ''
  const { why } = words
  const reason = text.why in why ? why[text.why as keyof typeof why] : why.other
  return (
    <li className="quarantine-row" data-state={text.state}>
      <p className="quarantine-head">
        <span>
          <bdi>{author}</bdi>
          {words.comma}{' '}
          {isFresh(text.writtenAt, now) ? words.justNow : age(language, text.writtenAt, now)}
        </span>
        {story?.headline && <bdi className="quarantine-note">{words.ofStory(story.headline)}</bdi>}
      </p>
      <blockquote ref={quote} className="quarantine-words">
        {text.words === '' ? <em>{words.noWords}</em> : <bdi>{text.words.trim()}</bdi>}
      </blockquote>
      <p className="quarantine-note">
        {reason}
        {text.state === 'waiting' && !text.mayTake && text.desk !== null && ` ${words.chiefsSee}`}
      </p>
      <Actions text={text} words={quote} />
    </li>
  )
}

/** Text that its story did not take: its author and the desk's chief see it here and settle it. */
export function QuarantineDialog() {
  const words = useWords(quarantineWords)
  const { data, error } = useEngineQuery('quarantine:list', {}, ['quarantine:changed'])
  const texts = data?.texts ?? []
  return (
    <Dialog title={words.title} onClose={() => showOverlay(null)} width="wide">
      <p className="quarantine-lead">{words.lead}</p>
      {!data && <p className="quarantine-note">{error ? words.offline : words.loading}</p>}
      {data && texts.length === 0 && <p className="quarantine-note">{words.none}</p>}
      <ul className="quarantine">
        {texts.map((text) => (
          <Row key={text.id} text={text} />
        ))}
      </ul>
      <DialogButtons>
        <Button chord="Escape" onClick={() => showOverlay(null)}>
          {words.close}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
