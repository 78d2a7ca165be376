/** The story's plain fields: read from and written to its document. */
import type * as Y from 'yjs'
import { type MetaSet, metaOf, metaSetOf } from '../../../shared/document/story-doc.ts'
import { byHand, type StoryUndo } from '../../editor/undo/story-undo.ts'
import { useShared } from '../use-shared.ts'

export const useMeta = (doc: Y.Doc, key: string): unknown =>
  useShared(metaOf(doc), () => metaOf(doc).get(key) ?? null)

export function setMeta(doc: Y.Doc, undo: StoryUndo, key: string, value: string | null): void {
  if (metaOf(doc).get(key) === value) return
  undo.alone(() => doc.transact(() => metaOf(doc).set(key, value), byHand))
}

const none: readonly string[] = []

/** Members of a set, in the order of their keys: the same on every desk. */
export const useMetaSet = (doc: Y.Doc, set: MetaSet): readonly string[] =>
  useShared(metaOf(doc), () => {
    const members = metaSetOf(doc, set)
    return members ? [...members.keys()].sort() : none
  })

export function addToSet(doc: Y.Doc, undo: StoryUndo, set: MetaSet, key: string): void {
  undo.alone(() => doc.transact(() => metaSetOf(doc, set)?.set(key, true), byHand))
}

export function removeFromSet(doc: Y.Doc, undo: StoryUndo, set: MetaSet, key: string): void {
  undo.alone(() => doc.transact(() => metaSetOf(doc, set)?.delete(key), byHand))
}
