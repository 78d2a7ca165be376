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
import { useFocusKept } from '../ui/use-focus-kept.ts'
import { mergeWords } from '../words/merge.ts'
import { useWords } from '../words/use-words.ts'
import { FindingList } from './FindingList.tsx'
import { FindingView, fieldOf } from './FindingView.tsx'
import { useWho } from './use-findings.ts'
import { type MergeReviewState, takeBackLast, useMergeReview } from './use-merge-review.ts'
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
  /** What was settled last is open again, after the review had closed. */
  readonly onAgain: () => void
}

/** So many can be kept in mind; more are listed beside the one on screen. */
const fewPlaces = 3

/**
 * The places a merge left to look at, below the story: each settled with one key.
 *
 * MV4  It opens when it is asked for, at the place where it was left; closed, it gives the focus
 *      back where it was, and when all is settled to the caret.
 */
export function MergeReview({
  story,
  doc,
  readOnly,
  onShow,
  onGo,
  onClose,
  onAgain,
}: MergeReviewProps) {
  const words = useWords(mergeWords)
  const review = useMergeReview(story, doc)
  const { shown, findings, at } = review
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const kept = useFocusKept(() => panel.current?.focus())
  const id = shown?.id ?? null
  const show = useEffectEvent(() => onShow(shown))
  const hide = useEffectEvent(() => onShow(null))
  useEffect(() => {
    if (id !== null) show()
    return () => hide()
  }, [id])
  const settled = findings.length === 0
  const finish = useEffectEvent(() => {
    const takeBack = () => {
      takeBackLast(doc)
      onAgain()
    }
    // Settled by a colleague: theirs to take back.
    const mine = review.settledNow > 0
    toast(words.allSettled, mine ? { label: words.undo, run: takeBack } : undefined)
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
      aria-describedby="finding-tells"
      tabIndex={-1}
      onKeyDown={(event) => onKey(event, review, { readOnly, go, close })}
      {...kept}
    >
      <Head review={review} readOnly={readOnly} onClose={close} />
      <div className="merge-review-middle">
        {findings.length > fewPlaces && (
          <FindingList findings={findings} at={at} onShow={review.show} />
        )}
        <FindingView story={story} doc={doc} finding={shown} />
      </div>
      {!readOnly && <Decisions review={review} finding={shown} onGo={go} />}
    </section>
  )
}

interface HeadProps {
  readonly review: MergeReviewState
  readonly readOnly: boolean
  readonly onClose: () => void
}

/** Where one is, what is settled, and what belongs to all places and not to the one on screen. */
function Head({ review, readOnly, onClose }: HeadProps) {
  const words = useWords(mergeWords)
  const { at, findings, settledNow, clear } = review
  return (
    <header className="merge-review-head">
      <Icon of={GitMerge} />
      <h3 className="merge-review-title">{words.title}</h3>
      <span className="merge-review-count">{words.of(at + 1, findings.length)}</span>
      {/* It stands there before it says anything, so that screen readers hear of it. */}
      <span className="merge-review-settled" role="status">
        {settledNow > 0 && words.settledNow(settledNow)}
      </span>
      <span className="merge-review-tools">
        {!readOnly && clear > 1 && (
          <Button look="quiet" chord="A" className="merge-review-all" onClick={review.settleClear}>
            {words.allClear(clear)}
          </Button>
        )}
        <IconButton
          label={words.previous}
          chord="ArrowUp"
          icon={<Icon of={ArrowUp} />}
          onClick={() => review.move(-1)}
        />
        <IconButton
          label={words.next}
          chord="ArrowDown"
          icon={<Icon of={ArrowDown} />}
          onClick={() => review.move(1)}
        />
        <IconButton label={words.close} chord="Escape" icon={<Icon of={X} />} onClick={onClose} />
      </span>
    </header>
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
      {review.words.map((text, index) => (
        <Button key={text} chord={String(index + 1)} onClick={() => review.choose(index)}>
          {words.takeWord} <bdi className="serif">{text}</bdi>
        </Button>
      ))}
      <Lines review={review} finding={finding} />
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
      {review.settledNow > 0 && (
        <Button look="quiet" chord="Z" onClick={review.takeBack}>
          {words.undo}
        </Button>
      )}
    </footer>
  )
}

/** Either person's whole line, by name. */
function Lines({ review, finding }: Pick<DecisionsProps, 'review' | 'finding'>) {
  const words = useWords(mergeWords)
  const who = useWho()
  const field = words.fields[fieldOf(finding.place)]
  const names = review.lines.map(({ by }) => who(by[0]))
  return review.lines.map(({ text }, index) => {
    // From two devices of one person: the second is only another one.
    const isAgain = index > 0 && names[index] === names[0]
    return (
      <Button key={text} chord={String(index + 1)} onClick={() => review.choose(index)}>
        {words.takeLine(isAgain ? undefined : (names[index] ?? null), field)}
      </Button>
    )
  })
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
  else if (pressed('Home')) review.show(0)
  else if (pressed('End')) review.show(review.findings.length - 1)
  else if (ways.readOnly) return
  else if (pressed('Enter') && !isButton) {
    if (review.shown?.remedy) review.settle('remedy')
    else ways.go()
  } else if (pressed('K')) review.settle('keep')
  else if (pressed('Z', 'Mod+Z')) review.takeBack()
  else if (pressed('A')) review.settleClear()
  else if (pressed('1', '2')) review.choose(pressed('1') ? 0 : 1)
  else return
  event.preventDefault()
  event.stopPropagation()
}
