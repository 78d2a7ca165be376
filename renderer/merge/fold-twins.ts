import type * as Y from 'yjs'
import { findingsOf, onFindings } from '../../shared/document/merge-findings.ts'
import { foldTwins } from '../../shared/document/merge-guard/twins.ts'

/** No remedy: taking one back must not bring a second copy back. */
const fewer: unique symbol = Symbol('fewer twins')

/**
 * Two desks that judged different inputs may both put the same words back: whoever has the story
 * open removes the second copy, the same one everywhere. Gives the way to stop.
 */
export function foldingTwins(doc: Y.Doc): () => void {
  let stopped = false
  const fold = () => {
    // After the transaction that brought the news: none may begin inside another's observers.
    queueMicrotask(() => {
      if (!stopped && findingsOf(doc).length > 0) foldTwins(doc, fewer)
    })
  }
  fold()
  const stop = onFindings(doc, fold)
  return () => {
    stopped = true
    stop()
  }
}
