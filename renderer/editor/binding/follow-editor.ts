/**
 * Writes what somebody did in the editor into the document.
 *
 * EP3  A change that came from the document is never answered with a write: where two texts meet in
 *      one block, every desk would join them, and the words would stand twice.
 */
import {
  type BindingV2,
  type Provider,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL as syncToDocument,
} from '@lexical/yjs'
import {
  $getNodeByKey,
  $isElementNode,
  $isTextNode,
  COLLABORATION_TAG,
  HISTORIC_TAG,
  type LexicalEditor,
  type NodeKey,
  SKIP_COLLAB_TAG,
  type TextNode,
} from 'lexical'
import * as Y from 'yjs'
import { $dropUnseen } from './drop-unseen.ts'
import { $placeBlocks } from './place-blocks.ts'

export function followEditor(
  editor: LexicalEditor,
  binding: BindingV2,
  provider: Provider,
): () => void {
  return editor.registerUpdateListener((update) => {
    const { prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes, tags } =
      update
    if (tags.has(SKIP_COLLAB_TAG)) return
    if (tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG)) {
      if (normalizedNodes.size > 0) editorState.read(() => $forget(binding, normalizedNodes))
      return
    }
    binding.doc.transact((transaction) => {
      const dirty = new Map(dirtyElements)
      if (dirty.has('root')) {
        for (const key of editorState.read(() => $placeBlocks(binding))) dirty.set(key, true)
        editorState.read(() => $dropUnseen(binding, dirty.keys()))
      }
      syncToDocument(
        binding,
        provider,
        prevEditorState,
        editorState,
        dirty,
        dirtyLeaves,
        normalizedNodes,
        tags,
      )
      forgetDeleted(binding, transaction)
    }, binding)
  })
}

/** The binding forgets what it deletes, but not what was in it: a caret remembered there would break. */
function forgetDeleted(binding: BindingV2, transaction: Y.Transaction): void {
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return
    const { type } = struct.content
    if (type instanceof Y.XmlElement || type instanceof Y.XmlText) binding.mapping.delete(type)
  })
}

/**
 * Lexical joined neighbouring texts on its own: their places are looked up anew. Where one text of
 * the editor stands for two of the document, there is no place until somebody writes in that block.
 */
function $forget(binding: BindingV2, joined: ReadonlySet<NodeKey>): void {
  const elements = new Set<Y.XmlElement>()
  for (const key of joined) {
    const node = $getNodeByKey(key)
    const parent = node?.getParent()
    const element = parent && binding.mapping.getSharedType(parent)
    if (element instanceof Y.XmlElement) elements.add(element)
    binding.mapping.deleteNode(key)
  }
  for (const element of elements) $mapTexts(binding, element)
}

function $mapTexts(binding: BindingV2, element: Y.XmlElement): void {
  const node = binding.mapping.get(element)
  const latest = node && $getNodeByKey(node.getKey())
  if (!$isElementNode(latest)) return
  const groups: (TextNode[] | null)[] = []
  for (const child of latest.getChildren()) {
    const last = groups.at(-1)
    if (!$isTextNode(child)) groups.push(null)
    else if (last) last.push(child)
    else groups.push([child])
  }
  const shared = element.toArray()
  if (shared.length !== groups.length) return
  for (const [index, text] of shared.entries()) {
    const group = groups[index]
    if (text instanceof Y.XmlText && group) binding.mapping.set(text, group)
  }
}
