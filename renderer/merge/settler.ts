/**
 * Settles findings of a story: applies remedies to its live document and takes them back.
 *
 * MV3  Taking back leaves the text and the finding as they were, and nobody else's words change.
 * MV6  Settling all that is clear decides nothing that only a person can, and is taken back at once.
 */
import * as Y from 'yjs'
import {
  type MergeFinding,
  reopenFinding,
  type Settlement,
  settleFinding,
} from '../../shared/document/merge-findings.ts'
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import { keepingLooks } from '../../shared/document/merge-guard/keep-looks.ts'
import {
  bodyRoot,
  carouselOf,
  headlineOf,
  mediaOf,
  metaOf,
  standfirstOf,
} from '../../shared/document/story-doc.ts'
import type { UserId } from '../../shared/model/ids.ts'
import { chooseLine, chooseWord } from './choose-word.ts'

/** Origin of remedies: the undo of writing does not follow it. */
const mergeRemedy: unique symbol = Symbol('merge remedy')

/** Origin of what taking back puts right around it: no undo follows it. */
const afterwards: unique symbol = Symbol('after taking back')

/** What a remedy does to a finding of that kind. */
export const remedyOf = ({ kind }: MergeFinding): 'restored' | 'removed' =>
  kind === 'doubled' || kind === 'returned' ? 'removed' : 'restored'

/**
 * Words of the text come back and copies go. Which of two values, or of two headlines, is right only
 * a person can say.
 */
export const isClear = ({ remedy, kind, place }: MergeFinding): boolean =>
  remedy !== null && kind !== 'field' && place === 'body'

export interface Settler {
  /** Applies the remedies, or keeps the text as it is: one step for `takeBack`. */
  settle(findings: readonly MergeFinding[], how: 'remedy' | 'keep', by: UserId): void
  /** Puts one person's word where nobody's stands. */
  choose(finding: MergeFinding, word: string, by: UserId): void
  /** Puts one person's headline or standfirst in its place: all findings there are settled by it. */
  chooseLine(findings: readonly MergeFinding[], line: string, by: UserId): void
  /** Takes the newest step of this sitting back; gives the id of its first finding. */
  takeBack(): string | null
  /** How many findings were settled in this sitting. */
  readonly settledNow: number
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
  const settled: { readonly ids: readonly string[]; readonly steps: number }[] = []
  const inOneStep = (findings: readonly MergeFinding[], work: () => boolean) => {
    const before = undo.undoStack.length
    if (!work()) return
    const ids = findings.map(({ id }) => id)
    settled.push({ ids, steps: undo.undoStack.length - before })
  }
  const settleOne = (finding: MergeFinding, how: 'remedy' | 'keep', by: UserId) => {
    if (how === 'remedy' && finding.remedy) applyRemedy(doc, finding.remedy, mergeRemedy)
    const as: Settlement['how'] = how === 'keep' ? 'kept' : remedyOf(finding)
    settleFinding(doc, finding.id, { how: as, by, at: now() })
  }
  return {
    settle(findings, how, by) {
      if (findings.length === 0) return
      inOneStep(findings, () => {
        // As one change: the editor, lists and the desk's log hear of hundreds at once, not one by one.
        doc.transact(() => {
          for (const finding of findings) settleOne(finding, how, by)
        }, mergeRemedy)
        return true
      })
    },
    choose(finding, word, by) {
      inOneStep([finding], () => {
        if (!chooseWord(doc, finding, word, mergeRemedy)) return false
        settleFinding(doc, finding.id, { how: 'restored', by, at: now() })
        return true
      })
    },
    chooseLine(findings, line, by) {
      const [first] = findings
      if (!first) return
      inOneStep(findings, () => {
        chooseLine(doc, first, line, mergeRemedy)
        for (const { id } of findings) settleFinding(doc, id, { how: 'restored', by, at: now() })
        return true
      })
    },
    takeBack() {
      const last = settled.pop()
      if (!last) return null
      keepingLooks(doc, afterwards, () => {
        for (let step = 0; step < last.steps; step += 1) undo.undo()
      })
      for (const id of last.ids) reopenFinding(doc, id)
      return last.ids[0] ?? null
    },
    get settledNow() {
      return settled.reduce((sum, { ids }) => sum + ids.length, 0)
    },
  }
}
