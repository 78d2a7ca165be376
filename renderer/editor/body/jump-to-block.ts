import { $getNodeByKey, $getRoot, $getState, $isElementNode, type ElementNode } from 'lexical'
import { blockIdState } from '../nodes/BlockNode.ts'
import type { OpenBody } from './open-body.ts'
import type { BlockSpan } from './show-block.ts'

/** Puts the caret into the block of that id, before that letter, and brings it into view. */
export function jumpToBlock(body: OpenBody, id: string, offset: number): void {
  selectInBlock(body, id, () => ({ from: offset, to: offset }))
}

/** Selects letters of the block of that id, and brings it into view; without them, its beginning. */
export function selectInBlock(
  { editor }: OpenBody,
  id: string,
  spanIn: (text: string) => BlockSpan | null,
): void {
  const key = editor.read(
    () =>
      $getRoot()
        .getChildren()
        .find((node) => $getState(node, blockIdState) === id)
        ?.getKey() ?? null,
  )
  if (key === null) return
  editor.update(
    () => {
      const block = $getNodeByKey(key)
      if (!$isElementNode(block)) return
      const span = spanIn(block.getTextContent())
      if (!span || !$selectSpan(block, span)) block.selectStart()
    },
    { discrete: true },
  )
  editor.focus()
  editor.getElementByKey(key)?.scrollIntoView({ block: 'center' })
}

function $selectSpan(block: ElementNode, { from, to }: BlockSpan): boolean {
  const start = $pointAt(block, from)
  const end = $pointAt(block, to)
  if (!start || !end) return false
  const selection = start.text.select(start.offset, start.offset)
  selection.focus.set(end.text.getKey(), end.offset, 'text')
  return true
}

function $pointAt(block: ElementNode, letter: number) {
  let offset = letter
  for (const text of block.getAllTextNodes()) {
    if (offset <= text.getTextContentSize()) return { text, offset }
    offset -= text.getTextContentSize()
  }
  return null
}
