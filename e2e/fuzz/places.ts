/** Places in a headless editor, as a person would point at them: between two words of a block. */
import {
  $createRangeSelection,
  $getRoot,
  $setSelection,
  type LexicalNode,
  type PointType,
} from 'lexical'
import { $isBlock, type BlockNode } from '../../renderer/editor/nodes/BlockNode.ts'
import { $isPicture, type PictureNode } from '../../renderer/editor/nodes/PictureNode.ts'

const nth = <T>(list: readonly T[], share: number): T | null =>
  list[Math.min(list.length - 1, Math.floor(share * list.length))] ?? null

export const $blockAt = (share: number): BlockNode | null =>
  nth($getRoot().getChildren().filter($isBlock), share)

export const $pictureAt = (share: number): PictureNode | null =>
  nth($getRoot().getChildren().filter($isPicture), share)

/** The next text block, or none when a picture stands between. */
export function $blockAfter(block: LexicalNode | null): BlockNode | null {
  const next = block?.getNextSibling()
  return $isBlock(next) ? next : null
}

/** Offsets where a word begins, and the end. */
export function wordStarts(text: string): number[] {
  const starts = [...text.matchAll(/(^|\s)(?=\S)/g)].map((match) => match.index + match[0].length)
  return [...starts, text.length]
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The stretch of `count` words from the word at a share of the text. */
export function stretchOf(text: string, at: number, count: number): Stretch {
  const starts = wordStarts(text)
  const first = Math.min(starts.length - 1, Math.floor(at * starts.length))
  const from = starts[first] ?? 0
  return { from, to: starts[Math.min(starts.length - 1, first + count)] ?? from }
}

export function $select(block: BlockNode, from: number, until = block, to = from): void {
  const selection = $createRangeSelection()
  $setPoint(selection.anchor, block, from)
  $setPoint(selection.focus, until, to)
  $setSelection(selection)
}

function $setPoint(point: PointType, block: BlockNode, offset: number): void {
  let rest = offset
  for (const text of block.getAllTextNodes()) {
    const size = text.getTextContentSize()
    if (rest <= size) {
      point.set(text.getKey(), rest, 'text')
      return
    }
    rest -= size
  }
  point.set(block.getKey(), offset === 0 ? 0 : block.getChildrenSize(), 'element')
}
