/** Many updates of one side → one, without what the other side wrote. Pure. */
import * as Y from 'yjs'
import {
  applyPacked,
  mergePacked,
  packState,
  packUpdate,
} from '../../../shared/document/encoding.ts'

/** Updates of one side that become one; segments of a side build on each other in their order. */
export interface SideUpdates {
  readonly mine: boolean
  readonly updates: readonly Uint8Array[]
}

export interface FoldedTexts {
  /** Everything before the sides as one update; null when there is nothing. */
  readonly base: Uint8Array | null
  /** One update for each segment. */
  readonly segments: readonly Uint8Array[]
}

/**
 * Folds a story. Loading into a document is far quicker and smaller than `Y.mergeUpdates`, but
 * shows only what stands on the base and on that side: where a side leans on the other, its
 * updates are merged as they are.
 */
export function foldText(
  base: readonly Uint8Array[],
  segments: readonly SideUpdates[],
): FoldedTexts {
  const docs = { mine: documentOf(base), theirs: documentOf(base) }
  try {
    const state = base.length === 0 ? null : packState(docs.mine)
    const folded = segments.map(({ mine, updates }) =>
      foldSegment(mine ? docs.mine : docs.theirs, updates),
    )
    return { base: state, segments: folded }
  } finally {
    docs.mine.destroy()
    docs.theirs.destroy()
  }
}

function documentOf(parts: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const part of parts) applyPacked(doc, part)
  })
  return doc
}

const isWhole = ({ store }: Y.Doc): boolean =>
  store.pendingStructs === null && store.pendingDs === null

function foldSegment(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates
  const before = Y.encodeStateVector(doc)
  const wasWhole = isWhole(doc)
  doc.transact(() => {
    for (const update of updates) applyPacked(doc, update)
  })
  if (only && updates.length === 1) return only
  if (!wasWhole || !isWhole(doc)) return mergePacked(updates)
  return packUpdate(Y.encodeStateAsUpdateV2(doc, before))
}
