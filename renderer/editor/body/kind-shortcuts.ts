/**
 * Signs at the start of a block that turn it into another kind: "# ", "## ", "> ", "- ", "1. ".
 *
 * KDS1  Undo gives the typed sign back.
 */
import { $getSelection, $isRangeSelection, $isTextNode, type LexicalEditor } from 'lexical'
import type { BlockKind } from '../../../shared/model/story.ts'
import type { StoryUndo } from '../undo/story-undo.ts'
import { $blockOf } from './block-keys.ts'

const signs: Readonly<Record<string, BlockKind>> = {
  '#': 'heading',
  '##': 'subheading',
  '>': 'quote',
  '-': 'bullet',
  '*': 'bullet',
  '•': 'bullet',
  '1.': 'number',
  '1)': 'number',
  '١.': 'number',
}

/** Call after a space was typed: turns the block when the caret stands right after a sign. */
export function applyKindSign(editor: LexicalEditor, undo: StoryUndo): void {
  const kind = editor.read(() => $signBeforeCaret()?.kind ?? null)
  if (kind === null) return
  undo.alone(() => editor.update($applySign, { discrete: true }))
}

function $applySign(): void {
  const found = $signBeforeCaret()
  if (!found) return
  const { block, text, length, kind } = found
  text.spliceText(0, length, '', true)
  block.setKind(kind)
}

function $signBeforeCaret() {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null
  const text = selection.anchor.getNode()
  const block = $blockOf(selection)
  if (!block || !$isTextNode(text) || block.getFirstChild() !== text) return null
  if (block.getKind() !== 'paragraph') return null
  const typed = text.getTextContent().slice(0, selection.anchor.offset)
  if (!typed.endsWith(' ')) return null
  const kind = signs[typed.slice(0, -1)]
  return kind ? { block, text, length: typed.length, kind } : null
}
