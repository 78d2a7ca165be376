/** Many updates as one small state. `Y.mergeUpdates` would keep every keystroke; a document does not. */
import * as Y from 'yjs'
import { applyPacked, packState } from '../../shared/document/encoding.ts'

/** The state that these stored updates lead to; updates that wait for a missing one stay inside. */
export function compactState(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) applyPacked(doc, update)
    })
    return packState(doc)
  } finally {
    doc.destroy()
  }
}
