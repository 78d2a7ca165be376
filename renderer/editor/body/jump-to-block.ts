import { $getNodeByKey, $getRoot, $getState, $isElementNode } from 'lexical'
import { blockIdState } from '../nodes/BlockNode.ts'
import type { OpenBody } from './open-body.ts'

/** Puts the caret into the block of that id, before that letter, and brings it into view. */
export function jumpToBlock(body: OpenBody, id: string, offset: number): void {
  const { editor } = body
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
      let rest = offset
      for (const text of block.getAllTextNodes()) {
        if (rest <= text.getTextContentSize()) {
          text.select(rest, rest)
          return
        }
        rest -= text.getTextContentSize()
      }
      block.selectStart()
    },
    { discrete: true },
  )
  editor.focus()
  editor.getElementByKey(key)?.scrollIntoView({ block: 'center' })
}
