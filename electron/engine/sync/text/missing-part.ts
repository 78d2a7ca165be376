/**
 * What the server's log of a story lacks and this desk holds. Pure.
 *
 * VPG4  A desk sends what the server asks for when it has it, and nothing when it has not.
 */
import * as Y from 'yjs'
import { packUpdate } from '../../../../shared/document/encoding.ts'
import type { TextGapFact } from '../../../../shared/model/facts.ts'

/** The part as one stored update; null when this desk cannot help. */
export function missingPart(doc: Y.Doc, gap: TextGapFact): Uint8Array | null {
  const have = shownBy(gap)
  const here = Y.decodeStateVector(Y.encodeStateVector(doc))
  const helps = gap.missing.some((client) => (here.get(client) ?? 0) > (have.get(client) ?? 0))
  if (!helps && gap.rows === 0) return null
  const update = Y.encodeStateAsUpdateV2(doc, Y.encodeStateVector(have))
  const { structs, ds } = Y.decodeUpdateV2(update)
  // Rows have gone and nobody knows whose: deletions too may be all that was in them.
  return structs.length + ds.clients.size > 0 ? packUpdate(update) : null
}

/** What the server can show; all is sent to one that does not say it in words we know. */
function shownBy({ have }: TextGapFact): Map<number, number> {
  try {
    return Y.decodeStateVector(Buffer.from(have ?? '', 'base64'))
  } catch {
    return new Map()
  }
}
