/**
 * Shows in the editor what others, or undo, changed in the document.
 *
 * EP4  What the editor dropped on its own (a link without letters, an empty text) is made anew when
 *      it is needed, and never breaks the editor.
 * EP9  Only undoing what was written moves the caret and takes the focus; a merge's remedy that is
 *      taken back does neither, as if a colleague had done it.
 */
import {
  type BindingV2,
  type Provider,
  syncYjsChangesToLexicalV2__EXPERIMENTAL as syncToEditor,
} from '@lexical/yjs'
import { $getNodeByKey, type LexicalNode } from 'lexical'
import * as Y from 'yjs'
import { bodyRoot } from '../../../shared/document/story-doc.ts'

type BodyEvents = Y.YEvent<Y.XmlElement | Y.XmlText>[]

export function followDocument(binding: BindingV2, provider: Provider, doc: Y.Doc): () => void {
  const root = bodyRoot(doc)
  const onChange = (events: Y.YEvent<Y.XmlElement>[], transaction: Y.Transaction) => {
    const { origin } = transaction
    if (origin === binding) return
    const fromUndo = origin instanceof Y.UndoManager && origin.trackedOrigins.has(binding)
    const changed = elementsOf(events)
    forgetDropped(binding, changed)
    const all = [...events, ...parentsOfDropped(binding, changed, transaction)]
    syncToEditor(binding, provider, all as BodyEvents, transaction, fromUndo)
    forgetDropped(binding, changed)
  }
  const listener = onChange as Parameters<typeof root.observeDeep>[0]
  root.observeDeep(listener)
  return () => root.unobserveDeep(listener)
}

function elementsOf(events: readonly Y.YEvent<Y.XmlElement>[]): Set<Y.XmlElement> {
  const changed = new Set<Y.XmlElement>()
  for (const { target } of events) {
    const element: unknown = target instanceof Y.XmlText ? target.parent : target
    if (element instanceof Y.XmlElement) changed.add(element)
  }
  return changed
}

/** What has no node in the editor any more loses its place, so that it gets a new node. */
function forgetDropped(binding: BindingV2, changed: ReadonlySet<Y.XmlElement>): void {
  binding.editor.getEditorState().read(() => {
    for (const element of changed) $forgetBelow(binding, element)
  })
}

/** Letters come into something that was dropped: the block around it is to be built anew. */
function parentsOfDropped(
  binding: BindingV2,
  changed: ReadonlySet<Y.XmlElement>,
  transaction: Y.Transaction,
): Y.YXmlEvent[] {
  return [...changed].flatMap((element) => {
    const { parent } = element
    if (element === binding.root || binding.mapping.has(element)) return []
    if (!(parent instanceof Y.XmlElement) || !binding.mapping.has(parent)) return []
    // An event asks its transaction which keys changed: none.
    const { changed: keys } = transaction as { changed: Map<unknown, Set<string | null>> }
    if (!keys.has(parent)) keys.set(parent, new Set())
    return [new Y.YXmlEvent(parent, new Set([null]), transaction)]
  })
}

const $stands = (node: LexicalNode): boolean => $getNodeByKey(node.getKey())?.isAttached() ?? false

function $forgetBelow(binding: BindingV2, element: Y.XmlElement): void {
  const own = binding.mapping.get(element)
  if (own && element !== binding.root && !$stands(own)) binding.mapping.delete(element)
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) {
      if (binding.mapping.get(child)?.every($stands) === false) binding.mapping.delete(child)
    } else if (child instanceof Y.XmlElement) {
      const node = binding.mapping.get(child)
      if (node && !$stands(node)) binding.mapping.delete(child)
      else if (element !== binding.root) $forgetBelow(binding, child)
    }
  }
}
