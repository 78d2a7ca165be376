/** What a story's stored updates show, and which updates they wait for. Pure. */
import * as Y from 'yjs'
import { applyPacked } from '../../shared/document/encoding.ts'

/** A Yjs client, and the clock from which its updates are missing. */
export type Missing = readonly [client: number, clock: number]

export interface Shown {
  /** State vector of what can be shown. */
  readonly have: Uint8Array
  /** By client; empty when the text is whole. */
  readonly missing: readonly Missing[]
}

/** Builds the document and asks what it waits for. */
export function lookThrough(updates: readonly Uint8Array[]): Shown {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) applyPacked(doc, update)
    })
    const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
    const missing = [...awaited(doc)]
      .sort((a, b) => a - b)
      .map((client): Missing => [client, clocks.get(client) ?? 0])
    return { have: Y.encodeStateVector(doc), missing }
  } finally {
    doc.destroy()
  }
}

/** Authors of whom something must come first: before their own next update, or another's. */
function awaited({ store: { pendingStructs, pendingDs } }: Y.Doc): Set<number> {
  const deleted = pendingDs ? Y.decodeUpdateV2(pendingDs).ds.clients.keys() : []
  return new Set([...(pendingStructs?.missing.keys() ?? []), ...deleted])
}
