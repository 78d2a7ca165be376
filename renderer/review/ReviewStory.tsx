import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import { decide } from '../../shared/model/life-cycle.ts'
import type { Person } from '../../shared/model/people.ts'
import { missingForReaders } from '../../shared/model/readiness.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { clockOffset } from '../bridge/network.ts'
import { openStory } from '../bridge/place.ts'
import { useMe } from '../bridge/session.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { isTyping } from '../ui/keymap.ts'
import { toastAlarm } from '../ui/toasts.ts'
import { deskWords } from '../words/desk.ts'
import { reviewWords } from '../words/review.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { ReviewArticle } from './ReviewArticle.tsx'
import { ReviewAside } from './ReviewAside.tsx'
import { ReviewBar } from './ReviewBar.tsx'
import { approvable, type Reading, unseenChanges } from './reading.ts'
import { diffStories } from './review-diff.ts'
import { useDecisions } from './use-decisions.ts'
import { useReading } from './use-reading.ts'

/** Why the desk's own judge would refuse this, in words; null when it would not. */
function whyNot(
  reading: Reading,
  me: Person,
  language: Language,
  action: 'approve' | 'return',
): string | null {
  const { fact, current } = reading.shown
  const { version } = current
  const command =
    action === 'approve'
      ? ({ do: 'approve', story: fact.id, version } as const)
      : ({ do: 'return', story: fact.id, reason: '-' } as const)
  const missing = missingForReaders(current.content)
  const now = Date.now() + clockOffset()
  const verdict = decide(fact, command, { actor: me, now, version, missing })
  return verdict.kind === 'refused' ? refusalText[verdict.because][language] : null
}

function useDecisionKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || document.querySelector('[role=dialog]')) return
    const key = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace('Key', '')
    const run = keys[key]
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function Decisions({ reading, onCatchUp }: { reading: Reading; onCatchUp: () => void }) {
  const words = useWords(reviewWords)
  const language = useLanguage()
  const me = useMe()
  const { approve, giveBack } = useDecisions()
  const [returning, setReturning] = useState(false)
  const { fact, current } = reading.shown
  const unseen = unseenChanges(reading)
  const noApproval =
    unseen > 0 ? words.readFirst : me ? whyNot(reading, me, language, 'approve') : ''
  const noReturn = me ? whyNot(reading, me, language, 'return') : ''
  const { headline } = current.content
  const onApprove = () => {
    const version = approvable(reading)
    if (version === null) onCatchUp()
    else if (noApproval === null) approve(fact.id, version, headline)
    else if (noApproval) toastAlarm(noApproval)
  }
  const onReturn = () => {
    if (noReturn === null) setReturning(true)
    else if (noReturn) toastAlarm(noReturn)
  }
  const onTakeOver = () => openStory(fact.id)
  useDecisionKeys({ A: onApprove, R: onReturn, E: onTakeOver })
  return (
    <>
      <ReviewBar
        reading={reading}
        unseen={unseen}
        noApproval={noApproval}
        noReturn={noReturn}
        onCatchUp={onCatchUp}
        onApprove={onApprove}
        onReturn={onReturn}
        onTakeOver={onTakeOver}
      />
      {returning && (
        <ReturnDialog
          headline={headline}
          onClose={() => setReturning(false)}
          onReturn={(reason) => {
            setReturning(false)
            giveBack(fact.id, reason, headline)
          }}
        />
      )}
    </>
  )
}

/** One submitted story as a desk chief reads it. */
export function ReviewStory({ story }: { story: StoryId }) {
  const words = useWords(deskWords)
  const { reading, error, onCatchUp } = useReading(story)
  const shown = reading?.shown
  const began = reading?.began
  const fresh = useMemo(
    () =>
      shown && began && began.current.version !== shown.current.version
        ? diffStories(began.current.content, shown.current.content)
        : null,
    [shown, began],
  )
  const sinceBase = useMemo(
    () => (shown?.base ? diffStories(shown.base.content, shown.current.content) : null),
    [shown],
  )
  // A new story has nothing else to be compared with than what the reader began to read.
  const isNew = shown?.base === null && shown.fact.publication.at !== 'live'
  const diff = isNew ? fresh : sinceBase
  return (
    <div className="review-pane">
      <main className="pane-content" data-pane="content" tabIndex={-1} aria-label={words.content}>
        {reading && <Decisions reading={reading} onCatchUp={onCatchUp} />}
        {error && !shown && <EmptyState title={words.failed.load}>{error.message}</EmptyState>}
        {shown && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls by keyboard
          <div className="review-scroll" tabIndex={0} data-pane-start>
            <ReviewArticle review={shown} diff={diff ?? null} fresh={fresh} />
          </div>
        )}
      </main>
      {shown && <ReviewAside review={shown} diff={diff ?? null} />}
    </div>
  )
}
