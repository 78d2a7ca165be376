/**
 * The rows of a window of concurrency → what the merge guard compares. Pure.
 *
 * MW3  Whoever deletes letters of mine, or writes beside them, has seen them: what was seen is no
 *      side of the merge but its ancestor, so that a deliberate deletion is no finding.
 * MW4  Where only one side changed anything there is nothing to judge.
 */
import * as Y from 'yjs'
import {
  applyPacked,
  packState,
  packUpdate,
  unpackUpdate,
} from '../../../shared/document/encoding.ts'
import type { MergeInput } from '../../../shared/document/merge-guard/merge-report.ts'
import type { WindowRows } from '../store/merge-windows.ts'
import { withDocument } from '../store/story-texts.ts'
import { IdRanges } from './id-ranges.ts'

/** `gap`: pieces are missing. `one-side`: nothing met anything. */
export type ConcurrentSides =
  | ({ readonly kind: 'sides' } & MergeInput)
  | { readonly kind: 'gap' | 'one-side' }

export type MetRows = Pick<WindowRows, 'ancestor' | 'mine' | 'late' | 'theirs'>

/** What both sides had, then one update for mine and one for theirs. */
export function concurrentSides({ ancestor, mine, late, theirs }: MetRows): ConcurrentSides {
  const before = withDocument(ancestor, Y.encodeStateVector)
  const seen = rowsSeen(mine, theirs, before)
  const known = [...ancestor, ...mine.slice(0, seen)]
  const rest = [...mine.slice(seen), ...unseeing(late, theirs, before)]
  return withDocument(known, (doc): ConcurrentSides => {
    const state = packState(doc)
    const had = Y.encodeStateVector(doc)
    const foreign = withoutEchoes(theirs, rest)
    const [ours, others] = [side(state, had, rest, foreign), side(state, had, foreign, rest)]
    if (ours.gap || others.gap) return { kind: 'gap' }
    if (!ours.brought || !others.brought) return { kind: 'one-side' }
    return { kind: 'sides', ancestor: state, sides: [ours.update, others.update] }
  })
}

interface Side {
  readonly update: Uint8Array
  /** It changes what the ancestor and the other side make. */
  readonly brought: boolean
  readonly gap: boolean
}

/** What rows make of the ancestor, as one update. */
function side(
  ancestor: Uint8Array,
  had: Uint8Array,
  rows: readonly Uint8Array[],
  other: readonly Uint8Array[],
): Side {
  const made = withDocument([ancestor, ...rows], (doc) => ({
    update: packUpdate(Y.encodeStateAsUpdateV2(doc, had)),
    gap: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  }))
  const brought = withDocument([ancestor, ...other], (doc) => {
    let changed = false
    doc.on('updateV2', () => {
      changed = true
    })
    doc.transact(() => {
      for (const row of rows) applyPacked(doc, row)
    })
    return changed
  })
  return { ...made, brought }
}

/** Theirs without what the server gave back of mine: it had that before it answered for it. */
function withoutEchoes(theirs: readonly Uint8Array[], mine: readonly Uint8Array[]): Uint8Array[] {
  const ends = new Map<number, number>()
  for (const row of mine) {
    for (const { id, length } of Y.decodeUpdateV2(unpackUpdate(row)).structs) {
      ends.set(id.client, Math.max(ends.get(id.client) ?? 0, id.clock + length))
    }
  }
  const reached = Y.encodeStateVector(ends)
  return theirs.map((row) => packUpdate(Y.diffUpdateV2(unpackUpdate(row), reached)))
}

/** Rows of mine that show no sight of theirs, up to the first that does. */
function unseeing(
  late: readonly Uint8Array[],
  theirs: readonly Uint8Array[],
  before: Uint8Array,
): Uint8Array[] {
  const had = Y.decodeStateVector(before)
  const written = new IdRanges()
  for (const row of theirs) written.addAll(writtenBy(row, had).written)
  const sees = late.findIndex((row) => touchedBy([row], written).meets(written, new IdRanges()))
  return late.slice(0, sees < 0 ? late.length : sees)
}

/** How many of my rows, from the first, theirs must have seen. */
function rowsSeen(
  mine: readonly Uint8Array[],
  theirs: readonly Uint8Array[],
  before: Uint8Array,
): number {
  const had = Y.decodeStateVector(before)
  const rows = mine.map((row) => writtenBy(row, had))
  const all = new IdRanges()
  const ownDeletions = new IdRanges()
  for (const { written, deleted } of rows) {
    all.addAll(written)
    ownDeletions.addAll(deleted)
  }
  const touched = touchedBy(theirs, all)
  return 1 + rows.findLastIndex(({ written }) => touched.meets(written, ownDeletions))
}

/** Ids that rows delete or write beside, `echoes` of somebody else's pieces apart. */
function touchedBy(rows: readonly Uint8Array[], echoes: IdRanges): IdRanges {
  const touched = new IdRanges()
  for (const row of rows) {
    const { structs, ds } = Y.decodeUpdateV2(unpackUpdate(row))
    for (const struct of structs) {
      // An echo of mine says only that the server had it.
      if (!(struct instanceof Y.Item) || echoes.has(struct.id.client, struct.id.clock)) continue
      for (const ref of [struct.origin, struct.rightOrigin, struct.parent]) {
        if (ref instanceof Y.ID) touched.add(ref.client, ref.clock, 1)
      }
    }
    for (const [client, items] of ds.clients) {
      for (const { clock, len } of items) touched.add(client, clock, len)
    }
  }
  return touched
}

/** Ids that a row was the first to write, and ids that it deletes. */
function writtenBy(
  row: Uint8Array,
  had: ReadonlyMap<number, number>,
): { written: IdRanges; deleted: IdRanges } {
  const { structs, ds } = Y.decodeUpdateV2(unpackUpdate(row))
  const written = new IdRanges()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { id, length } = struct
    const from = Math.max(id.clock, had.get(id.client) ?? 0)
    written.add(id.client, from, id.clock + length - from)
  }
  const deleted = new IdRanges()
  for (const [client, items] of ds.clients) {
    for (const { clock, len } of items) deleted.add(client, clock, len)
  }
  return { written, deleted }
}
