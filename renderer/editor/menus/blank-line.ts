/** The blank line that the insert menu acts on, and what was typed after its slash. */
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  type LexicalEditor,
  type NodeKey,
} from 'lexical'
import type { BlockKind } from '../../../shared/model/story.ts'
import { $blockOf } from '../body/block-keys.ts'
import type { OpenBody } from '../body/open-body.ts'
import { $isBlock } from '../nodes/BlockNode.ts'

export interface BlankLine {
  readonly key: NodeKey
  /** Text after the slash; null when the line is empty. */
  readonly query: string | null
}

const longestQuery = 24

/** The caret's line, when it is blank or holds only a slash and a name. */
function $blankLine(): BlankLine | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null
  const block = $blockOf(selection)
  if (!block) return null
  // Read at every key: a line with a long first text is not blank.
  if ((block.getFirstChild()?.getTextContentSize() ?? 0) > longestQuery) return null
  const text = block.getTextContent()
  if (text === '') return { key: block.getKey(), query: null }
  if (!text.startsWith('/') || text.length > longestQuery) return null
  return { key: block.getKey(), query: text.slice(1) }
}

export const blankLine = (editor: LexicalEditor): BlankLine | null => editor.read($blankLine)

export const sameLine = (a: BlankLine | null, b: BlankLine | null): boolean =>
  a?.key === b?.key && a?.query === b?.query

/** Clears the typed slash and gives the line its kind, as one step. */
export function makeKind({ editor, undo }: OpenBody, key: NodeKey, kind: BlockKind): void {
  undo.alone(() =>
    editor.update(
      () => {
        const block = $getNodeByKey(key)
        if (!$isBlock(block)) return
        block.clear()
        block.setKind(kind)
        block.select()
      },
      { discrete: true },
    ),
  )
}

export function clearLine({ editor, undo }: OpenBody, key: NodeKey): void {
  undo.alone(() =>
    editor.update(
      () => {
        const block = $getNodeByKey(key)
        if ($isBlock(block)) block.clear().select()
      },
      { discrete: true },
    ),
  )
}
