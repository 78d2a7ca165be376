/**
 * Shows in the editor what others, or undo, changed in the document.
 *
 * EP4  What the editor dropped on its own (a link without letters) is made anew when it is needed,
 *      and never breaks the editor.
 */
import {
  type BindingV2,
  type Provider,
  syncYjsChangesToLexicalV2__EXPERIMENTAL as syncToEditor,
} from '@lexical/yjs'
import { $getNodeByKey } from 'lexical'
import * as Y from 'yjs'
import { bodyRoot } from '../../../shared/document/story-doc.ts'

type BodyEvents = Y.YEvent<Y.XmlElement | Y.XmlText>[]

export function followDocument(binding: BindingV2, provider: Provider, doc: Y.Doc): () => void {
  const root = bodyRoot(doc)
  const onChange = (events: Y.YEvent<Y.XmlElement>[], transaction: Y.Transaction) => {
    if (transaction.origin === binding) return
    const fromUndo = transaction.origin instanceof Y.UndoManager
    forgetDropped(binding, events)
    syncToEditor(binding, provider, events as BodyEvents, transaction, fromUndo)
  }
  const listener = onChange as Parameters<typeof root.observeDeep>[0]
  root.observeDeep(listener)
  return () => root.unobserveDeep(listener)
}

/** Elements whose node is no longer in the editor lose their place, so that they get a new node. */
function forgetDropped(binding: BindingV2, events: readonly Y.YEvent<Y.XmlElement>[]): void {
  const changed = new Set<Y.XmlElement>()
  for (const { target } of events) {
    const element: unknown = target instanceof Y.XmlText ? target.parent : target
    if (element instanceof Y.XmlElement) changed.add(element)
  }
  binding.editor.getEditorState().read(() => {
    for (const element of changed) $forgetBelow(binding, element)
  })
}

function $forgetBelow(binding: BindingV2, element: Y.XmlElement): void {
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    const node = binding.mapping.get(child)
    if (node && !$getNodeByKey(node.getKey())?.isAttached()) binding.mapping.delete(child)
    else if (element !== binding.root) $forgetBelow(binding, child)
  }
}
