/** Whether a document already holds an update: what "nothing acknowledged is lost" means. */
import * as Y from 'yjs'
import { applyPacked, unpackUpdate } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { blockText } from '../../shared/model/story.ts'

export function documentOf(packed: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  applyPacked(doc, packed)
  return doc
}

/** True when applying the update would change nothing, and nothing is missing before it. */
function holds(doc: Y.Doc, packed: Uint8Array): boolean {
  let changed = false
  const notice = () => {
    changed = true
  }
  doc.on('update', notice)
  Y.applyUpdateV2(doc, unpackUpdate(packed))
  doc.off('update', notice)
  return !changed && doc.store.pendingStructs === null
}

/** The updates of which the stored document lacks something. */
export function missingFrom(state: Uint8Array, updates: readonly Uint8Array[]): Uint8Array[] {
  return updates.filter((update) => !holds(documentOf(state), update))
}

/** The body as lines of plain text. */
export const bodyText = (state: Uint8Array): string =>
  projectStory(documentOf(state)).blocks.map(blockText).join('\n')
