/**
 * Splitting, joining and deleting across blocks with as few letters moved as possible: what moves to
 * another block is written anew there, and what somebody else types in it meanwhile stays behind.
 *
 * EP5  Joining two blocks, and deleting from one into another, moves the shorter of the two texts.
 * EP6  Enter inside a block moves the shorter half.
 */
import {
  $createRangeSelection,
  $isElementNode,
  $isTextNode,
  type PointType,
  type RangeSelection,
} from 'lexical'
import { $createBlock, $isBlock, type BlockNode } from '../nodes/BlockNode.ts'

/** One block with the text of both, of the first one's kind; the caret goes between them. */
export function $join(first: BlockNode, second: BlockNode): void {
  if (first.isEmpty()) {
    first.remove()
    second.selectStart()
  } else if (second.isEmpty()) {
    second.remove()
    first.selectEnd()
  } else {
    const [before, behind] = [first.getLastChild(), second.getFirstChild()]
    if (first.getTextContentSize() >= second.getTextContentSize()) {
      first.append(...second.getChildren())
      second.remove()
    } else {
      second.setKind(first.getKind()).splice(0, 0, first.getChildren())
      first.remove()
    }
    if ($isTextNode(behind)) behind.select(0, 0)
    else before?.selectEnd()
  }
}

/** Enter between two letters; false where the second half is the shorter one, as by default. */
export function $splitBefore(selection: RangeSelection, block: BlockNode): boolean {
  const before = $textBefore(selection.anchor, block)
  if (!selection.isCollapsed() || before === null) return false
  const size = block.getTextContentSize()
  if (before === 0 || before >= size - before) return false
  const rest = selection.insertParagraph()
  if (!$isBlock(rest)) return true
  const head = $createBlock(block.getKind()).append(...block.getChildren())
  block.insertBefore(head)
  block.append(...rest.getChildren())
  rest.remove()
  block.selectStart()
  return true
}

/** Letters of the block before a point, or null when the point is elsewhere. */
export function $textBefore(point: PointType, block: BlockNode): number | null {
  if (point.type !== 'text') return null
  let before = 0
  for (const text of block.getAllTextNodes()) {
    if (text.getKey() === point.key) return before + point.offset
    before += text.getTextContentSize()
  }
  return null
}

/** Deletes a selection that begins in one text block and ends in another; false for any other. */
export function $deleteAcross(selection: RangeSelection): boolean {
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const [first, last] = [$blockAbove(start), $blockAbove(end)]
  if (!first || !last || first.is(last)) return false
  const kind = first.getKind()
  for (let next = first.getNextSibling(); next && !next.is(last); next = first.getNextSibling()) {
    next.remove()
  }
  $deleteStretch(start, null, first)
  $deleteStretch(null, end, last)
  if (first.isEmpty()) last.setKind(kind)
  $join(first, last)
  return true
}

function $blockAbove(point: PointType): BlockNode | null {
  const node = point.getNode()
  return [node, ...node.getParents()].find($isBlock) ?? null
}

/** Deletes a block's text from a point to its end, or from its start to a point. */
function $deleteStretch(from: PointType | null, to: PointType | null, block: BlockNode): void {
  const stretch = $createRangeSelection()
  if (from) stretch.anchor.set(from.key, from.offset, from.type)
  else stretch.anchor.set(block.getKey(), 0, 'element')
  if (to) stretch.focus.set(to.key, to.offset, to.type)
  else stretch.focus.set(block.getKey(), block.getChildrenSize(), 'element')
  if (!stretch.isCollapsed() && $isElementNode(block)) stretch.removeText()
}
