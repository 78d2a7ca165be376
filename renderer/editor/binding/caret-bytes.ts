/** Carets on their way between desks: relative positions as bytes. */
import type { UserState } from '@lexical/yjs'
import * as Y from 'yjs'

export interface CaretBytes {
  readonly anchor: Uint8Array | null
  readonly focus: Uint8Array | null
}

const encode = (place: Y.RelativePosition | null): Uint8Array | null =>
  place && Y.encodeRelativePosition(place)

function decode(bytes: Uint8Array | null): Y.RelativePosition | null {
  if (!bytes) return null
  try {
    return Y.decodeRelativePosition(bytes)
  } catch {
    // Presence only advises: a colleague's broken caret is shown nowhere.
    return null
  }
}

export const caretBytes = ({ anchorPos, focusPos }: UserState): CaretBytes => ({
  anchor: encode(anchorPos),
  focus: encode(focusPos),
})

/** A colleague's caret as the binding draws it. */
export function caretState({ anchor, focus }: CaretBytes, name: string, color: string): UserState {
  const anchorPos = decode(anchor)
  const focusPos = decode(focus)
  const focusing = anchorPos !== null && focusPos !== null
  return { anchorPos, focusPos, name, color, focusing, awarenessData: {} }
}
