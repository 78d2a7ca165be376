import { GitMerge } from 'lucide-react'
import type * as Y from 'yjs'
import { useAction } from '../bridge/actions.ts'
import { Icon } from '../ui/Icon.tsx'
import { actionKeys, ariaChord } from '../ui/keymap.ts'
import { mergeWords } from '../words/merge.ts'
import { useWords } from '../words/use-words.ts'
import { useMergeSentence, useOpenFindings } from './use-findings.ts'
import './merge-mark.css'

const chord = actionKeys['after-merge']

/** In the stage bar: how many places a merge left to look at. It waits until it is asked. */
export function MergeMark({ doc, onLook }: { doc: Y.Doc; onLook: () => void }) {
  const words = useWords(mergeWords)
  const sentence = useMergeSentence()
  const findings = useOpenFindings(doc)
  useAction('after-merge', findings.length > 0 ? onLook : null)
  // The region stands before anything is found, so that screen readers hear of it, once.
  return (
    <span role="status" className="merge-mark-region">
      {findings.length > 0 && (
        <button
          type="button"
          className="merge-mark"
          data-tip={sentence(findings)}
          data-tip-chord={chord ?? undefined}
          aria-keyshortcuts={chord ? ariaChord(chord) : undefined}
          aria-label={`${sentence(findings)}. ${words.look}`}
          onClick={onLook}
        >
          <Icon of={GitMerge} size={14} />
          <span className="merge-mark-text">{words.mark(findings.length)}</span>
        </button>
      )}
    </span>
  )
}
