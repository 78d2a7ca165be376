/**
 * Enter and Backspace as writers of news expect them.
 *
 * BK1  Enter at the start of a block leaves the block, and what others type in it, where it is.
 * BK2  Backspace at the start of a heading, quote or list item makes it a paragraph first.
 */
import {
  $createNodeSelection,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  FORMAT_ELEMENT_COMMAND,
  INDENT_CONTENT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  INSERT_TAB_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  OUTDENT_CONTENT_COMMAND,
  type RangeSelection,
  REMOVE_TEXT_COMMAND,
} from 'lexical'
import { $createBlock, $isBlock, type BlockNode, isAtEnd } from '../nodes/BlockNode.ts'
import { $isPicture } from '../nodes/PictureNode.ts'
import { $isRelated } from '../nodes/RelatedNode.ts'
import { $deleteAcross, $join, $splitBefore, $textBefore } from './split-and-join.ts'

const ignored = [
  FORMAT_ELEMENT_COMMAND,
  INDENT_CONTENT_COMMAND,
  OUTDENT_CONTENT_COMMAND,
  INSERT_TAB_COMMAND,
] as readonly LexicalCommand<unknown>[]

export function registerBlockKeys(editor: LexicalEditor): () => void {
  const ends = [
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $onEnter, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(DELETE_CHARACTER_COMMAND, $onDelete, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(DELETE_WORD_COMMAND, $onDelete, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(DELETE_LINE_COMMAND, $onDeleteAcross, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(REMOVE_TEXT_COMMAND, $onDeleteAcross, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(CONTROLLED_TEXT_INSERTION_COMMAND, $onType, COMMAND_PRIORITY_HIGH),
    // Alignment, indents and tabs are looks; the document has no place for them.
    ...ignored.map((command) => editor.registerCommand(command, () => true, COMMAND_PRIORITY_HIGH)),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** The text block that holds the caret or the anchor of the selection. */
export function $blockOf(selection: RangeSelection): BlockNode | null {
  const node = selection.anchor.getNode()
  const block = [node, ...node.getParents()].find($isBlock)
  return block ?? null
}

/** Is the caret before the first letter of its block? */
export function $isAtStart(selection: RangeSelection, block: BlockNode): boolean {
  const { anchor } = selection
  if (!selection.isCollapsed() || anchor.offset !== 0) return false
  const first = block.getFirstDescendant()
  return anchor.key === block.getKey() || first === null || anchor.key === first.getKey()
}

function $onEnter(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  const block = $blockOf(selection)
  if (!block) return false
  if (!$isAtStart(selection, block)) return $splitBefore(selection, block)
  if (block.isEmpty()) {
    if (block.getKind() === 'paragraph') return false
    block.setKind('paragraph')
    return true
  }
  const kind = block.getKind()
  block.insertBefore($createBlock(kind === 'bullet' || kind === 'number' ? kind : 'paragraph'))
  return true
}

function $onDelete(isBackward: boolean): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  if (!selection.isCollapsed()) return $deleteAcross(selection)
  const block = $blockOf(selection)
  if (!block) return false
  return isBackward ? $onBackspace(selection, block) : $onDeleteAtEnd(selection, block)
}

function $onBackspace(selection: RangeSelection, block: BlockNode): boolean {
  if (!$isAtStart(selection, block)) return false
  if (block.getKind() !== 'paragraph') {
    block.setKind('paragraph')
    return true
  }
  const before = block.getPreviousSibling()
  if ($isBlock(before)) {
    $join(before, block)
    return true
  }
  if (!$isPicture(before) && !$isRelated(before)) return false
  // A card is chosen first, so that one Backspace too many never removes a picture.
  if (block.isEmpty()) block.remove()
  const card = $createNodeSelection()
  card.add(before.getKey())
  $setSelection(card)
  return true
}

function $onDeleteAtEnd(selection: RangeSelection, block: BlockNode): boolean {
  const next = block.getNextSibling()
  const before = $textBefore(selection.anchor, block)
  const isLast = before === null ? isAtEnd(block, selection) : before === block.getTextContentSize()
  if (!$isBlock(next) || !isLast) return false
  $join(block, next)
  return true
}

function $onDeleteAcross(): boolean {
  const selection = $getSelection()
  return $isRangeSelection(selection) && $deleteAcross(selection)
}

/** Typed over blocks: what was chosen goes first, then the letters go where it was. */
function $onType(input: InputEvent | string): boolean {
  if (typeof input === 'string' || !input.dataTransfer) $onDeleteAcross()
  return false
}
