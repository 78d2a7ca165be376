/**
 * Puts pasted blocks at the selection.
 *
 * PP1  The block that is pasted into stays the same block: only what is new is written.
 */
import { $createLinkNode } from '@lexical/link'
import {
  $createLineBreakNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
  type RangeSelection,
} from 'lexical'
import type { Run } from '../../../shared/model/story.ts'
import { $blockOf } from '../body/block-keys.ts'
import { $createBlock, type BlockNode } from '../nodes/BlockNode.ts'
import type { PastedBlock } from './pasted.ts'

export function $insertPasted(blocks: readonly PastedBlock[]): void {
  const [first, ...rest] = blocks
  if (!first) return
  const place = $textPlace()
  const { block } = place
  if (block.isEmpty() && (first.kind !== 'paragraph' || rest.length > 0)) block.setKind(first.kind)
  if (rest.length === 0) {
    place.selection.insertNodes(first.runs.flatMap($inline))
    return
  }
  const tail = block.isEmpty() ? null : $splitAt(place.selection, block)
  const flows = block.isEmpty() || first.kind === 'paragraph' || first.kind === block.getKind()
  let last = block
  for (const pasted of flows ? rest : blocks) {
    const next = $createBlock(pasted.kind).append(...pasted.runs.flatMap($inline))
    last.insertAfter(next)
    last = next
  }
  if (flows) block.append(...first.runs.flatMap($inline))
  $finish(last, tail)
}

/** A caret in a text block, made if the selection is on a card or nowhere. */
function $textPlace(): { selection: RangeSelection; block: BlockNode } {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) {
    if (!selection.isCollapsed()) selection.removeText()
    const block = $blockOf(selection)
    if (block) return { selection, block }
  }
  const block = $createBlock()
  const card = selection?.getNodes()[0]?.getTopLevelElement()
  if (card) card.insertAfter(block)
  else $getRoot().append(block)
  return { selection: block.selectStart(), block }
}

/** The text after the caret moves into a block of its own, unless there is none. */
function $splitAt(selection: RangeSelection, block: BlockNode): BlockNode | null {
  const kind = block.getKind()
  const after = selection.insertParagraph()
  if (after === null || after.isEmpty()) {
    after?.remove()
    return null
  }
  return (after as BlockNode).setKind(kind)
}

/** The caret goes behind the last pasted letter; a text that was split flows on from there. */
function $finish(last: BlockNode, tail: BlockNode | null): void {
  if (tail && tail.getKind() === last.getKind()) {
    const size = last.getChildrenSize()
    last.append(...tail.getChildren())
    tail.remove()
    last.select(size, size)
  } else last.selectEnd()
}

const bits = { bold: 1, italic: 2, strike: 4, underline: 8 } as const

function $inline(run: Run): LexicalNode[] {
  const nodes = run.text
    .split(/(\n)/)
    .filter((text) => text !== '')
    .map((text) => (text === '\n' ? $createLineBreakNode() : $letters(text, run)))
  return run.link ? [$createLinkNode(run.link).append(...nodes)] : nodes
}

function $letters(text: string, run: Run): LexicalNode {
  const format =
    (run.bold ? bits.bold : 0) |
    (run.italic ? bits.italic : 0) |
    (run.strike ? bits.strike : 0) |
    (run.underline ? bits.underline : 0)
  return $createTextNode(text).setFormat(format)
}
