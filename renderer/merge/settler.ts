/**
 * Settles findings of a story: applies remedies to its live document and takes them back.
 *
 * MV3  Taking back leaves the text and the finding as they were, and nobody else's words change.
 */
import * as Y from 'yjs'
import {
  type MergeFinding,
  reopenFinding,
  type Settlement,
  settleFinding,
} from '../../shared/document/merge-findings.ts'
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import {
  bodyRoot,
  carouselOf,
  headlineOf,
  mediaOf,
  metaOf,
  standfirstOf,
} from '../../shared/document/story-doc.ts'
import type { UserId } from '../../shared/model/ids.ts'

/** Origin of remedies: the undo of writing does not follow it. */
const mergeRemedy: unique symbol = Symbol('merge remedy')

/** What a remedy does to a finding of that kind. */
export const remedyOf = ({ kind }: MergeFinding): 'restored' | 'removed' =>
  kind === 'doubled' || kind === 'returned' ? 'removed' : 'restored'

export interface Settler {
  /** Applies the remedy, or keeps the text as it is. */
  settle(finding: MergeFinding, how: 'remedy' | 'keep', by: UserId): void
  /** Takes the newest settlement of this sitting back; gives its finding's id. */
  takeBack(): string | null
  readonly canTakeBack: boolean
}

const settlers = new WeakMap<Y.Doc, Settler>()

/** The settler of an open story: what it settled can be taken back while the story is open. */
export function settlerOf(doc: Y.Doc): Settler {
  const settler = settlers.get(doc) ?? createSettler(doc)
  settlers.set(doc, settler)
  return settler
}

export function createSettler(doc: Y.Doc, now: () => number = Date.now): Settler {
  const scope = [
    bodyRoot(doc),
    headlineOf(doc),
    standfirstOf(doc),
    metaOf(doc),
    mediaOf(doc),
    carouselOf(doc),
  ] as Y.AbstractType<unknown>[]
  const undo = new Y.UndoManager(scope, {
    captureTimeout: 0,
    trackedOrigins: new Set([mergeRemedy]),
  })
  const settled: { readonly id: string; readonly steps: number }[] = []
  return {
    settle(finding, how, by) {
      const before = undo.undoStack.length
      if (how === 'remedy' && finding.remedy) applyRemedy(doc, finding.remedy, mergeRemedy)
      const as: Settlement['how'] = how === 'keep' ? 'kept' : remedyOf(finding)
      settleFinding(doc, finding.id, { how: as, by, at: now() })
      settled.push({ id: finding.id, steps: undo.undoStack.length - before })
    },
    takeBack() {
      const last = settled.pop()
      if (!last) return null
      for (let step = 0; step < last.steps; step += 1) undo.undo()
      reopenFinding(doc, last.id)
      return last.id
    },
    get canTakeBack() {
      return settled.length > 0
    },
  }
}
