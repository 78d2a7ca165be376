import { ArrowDown, ArrowUp, GitMerge, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react'
import type * as Y from 'yjs'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { isTyping, matchesChord } from '../ui/keymap.ts'
import { toast } from '../ui/toasts.ts'
import { mergeWords } from '../words/merge.ts'
import { useWords } from '../words/use-words.ts'
import { FindingView } from './FindingView.tsx'
import { settlerOf } from './settler.ts'
import { type MergeReviewState, useMergeReview } from './use-merge-review.ts'
import './merge-review.css'

interface MergeReviewProps {
  readonly story: StoryId
  readonly doc: Y.Doc
  readonly readOnly: boolean
  /** Brings a block into view without taking the focus; null shows none. */
  readonly onShow: (finding: MergeFinding | null) => void
  /** Goes to the place of the finding, with its words selected. */
  readonly onGo: (finding: MergeFinding) => void
  /** `settled`: nothing is left to look at. */
  readonly onClose: (settled: boolean) => void
}

/**
 * The places a merge left to look at, below the story: each settled with one key.
 *
 * MV4  It opens when it is asked for; closed, it gives the focus back where it was, and when all is
 *      settled to the caret.
 */
export function MergeReview({ story, doc, readOnly, onShow, onGo, onClose }: MergeReviewProps) {
  const words = useWords(mergeWords)
  const review = useMergeReview(doc)
  const { shown, findings, at } = review
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const id = shown?.id ?? null
  const show = useEffectEvent(() => onShow(shown))
  const hide = useEffectEvent(() => onShow(null))
  useEffect(() => {
    if (id !== null) show()
    return () => hide()
  }, [id])
  const settled = findings.length === 0
  const finish = useEffectEvent(() => {
    const takeBack = () => void settlerOf(doc).takeBack()
    toast(words.allSettled, { label: words.undo, run: takeBack })
    onClose(true)
  })
  useEffect(() => {
    if (settled) finish()
  }, [settled])
  if (!shown) return null
  const go = () => onGo(shown)
  const close = () => onClose(false)
  return (
    <section
      ref={panel}
      className="merge-review"
      data-pane="merge"
      data-pane-start
      aria-label={words.title}
      tabIndex={-1}
      onKeyDown={(event) => onKey(event, review, { readOnly, go, close })}
    >
      <header className="merge-review-head">
        <Icon of={GitMerge} />
        <h3 className="merge-review-title">{words.title}</h3>
        <span className="merge-review-count" aria-live="polite">
          {words.of(at + 1, findings.length)}
        </span>
        <span className="merge-review-tools">
          <IconButton
            label={words.previous}
            chord="↑"
            icon={<Icon of={ArrowUp} />}
            onClick={() => review.move(-1)}
          />
          <IconButton
            label={words.next}
            chord="↓"
            icon={<Icon of={ArrowDown} />}
            onClick={() => review.move(1)}
          />
          <IconButton label={words.close} chord="Escape" icon={<Icon of={X} />} onClick={close} />
        </span>
      </header>
      <FindingView story={story} doc={doc} finding={shown} />
      {!readOnly && <Decisions review={review} finding={shown} onGo={go} />}
    </section>
  )
}

interface DecisionsProps {
  readonly review: MergeReviewState
  readonly finding: MergeFinding
  readonly onGo: () => void
}

function Decisions({ review, finding, onGo }: DecisionsProps) {
  const words = useWords(mergeWords)
  const { remedy, kind } = finding
  const remedyWord =
    kind === 'doubled' ? words.removeCopy : kind === 'returned' ? words.removeAgain : words.putBack
  return (
    <footer className="merge-review-deeds">
      {remedy ? (
        <Button look="accent" chord="Enter" onClick={() => review.settle('remedy')}>
          {kind === 'field' ? words.useThis : remedyWord}
        </Button>
      ) : (
        <Button look="accent" chord="Enter" onClick={onGo}>
          {words.goThere}
        </Button>
      )}
      <Button chord="K" onClick={() => review.settle('keep')}>
        {remedy ? words.keep : words.fine}
      </Button>
      {review.canTakeBack && (
        <Button look="quiet" chord="Z" onClick={review.takeBack}>
          {words.undo}
        </Button>
      )}
      {review.findings.length > 1 && (
        <Button look="quiet" chord="A" className="merge-review-all" onClick={review.settleAll}>
          {words.all}
        </Button>
      )}
    </footer>
  )
}

interface Ways {
  readonly readOnly: boolean
  readonly go: () => void
  readonly close: () => void
}

/** Keys of the panel; a focused button keeps Enter for itself. */
function onKey(event: KeyboardEvent, review: MergeReviewState, ways: Ways): void {
  const { nativeEvent, target } = event
  if (isTyping(target)) return
  const isButton = target instanceof HTMLButtonElement
  const pressed = (...chords: string[]) => chords.some((chord) => matchesChord(nativeEvent, chord))
  if (pressed('Escape')) ways.close()
  else if (pressed('ArrowDown', 'J')) review.move(1)
  else if (pressed('ArrowUp')) review.move(-1)
  else if (ways.readOnly) return
  else if (pressed('Enter') && !isButton) {
    if (review.shown?.remedy) review.settle('remedy')
    else ways.go()
  } else if (pressed('K')) review.settle('keep')
  else if (pressed('Z', 'Mod+Z')) review.takeBack()
  else if (pressed('A')) review.settleAll()
  else return
  event.preventDefault()
  event.stopPropagation()
}
