/** What the format bar shows of a selection, as values. */
import { $getSelection, $isRangeSelection, type EditorState } from 'lexical'
import type { BlockKind } from '../../../shared/model/story.ts'
import { $blockOf } from '../body/block-keys.ts'
import { $linkAtSelection, type Mark, marks } from '../body/marks.ts'

export interface SelectionLook {
  readonly marks: readonly Mark[]
  readonly link: string | null
  readonly kind: BlockKind
}

function $look(): SelectionLook | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return null
  const block = $blockOf(selection)
  if (!block || selection.getTextContent() === '') return null
  return {
    marks: marks.filter((mark) => selection.hasFormat(mark)),
    link: $linkAtSelection(),
    kind: block.getKind(),
  }
}

/** Null when nothing, or no text, is selected. */
export const selectionLook = (state: EditorState): SelectionLook | null => state.read($look)

export const sameLook = (a: SelectionLook | null, b: SelectionLook | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.link === b.link &&
    a.kind === b.kind &&
    a.marks.join() === b.marks.join())
