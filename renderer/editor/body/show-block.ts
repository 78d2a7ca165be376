import { $getRoot, $getState } from 'lexical'
import { blockIdState } from '../nodes/BlockNode.ts'
import type { OpenBody } from './open-body.ts'

const name = 'shown-block'

/** Brings a block into view and lights it; the caret and the focus stay where they are. */
export function showBlock({ editor }: OpenBody, id: string | null): void {
  const key =
    id === null
      ? undefined
      : editor.read(() =>
          $getRoot()
            .getChildren()
            .find((node) => $getState(node, blockIdState) === id)
            ?.getKey(),
        )
  const element = key === undefined ? null : editor.getElementByKey(key)
  if (!element) {
    CSS.highlights.delete(name)
    return
  }
  const range = new Range()
  range.selectNodeContents(element)
  CSS.highlights.set(name, new Highlight(range))
  element.scrollIntoView({ block: 'center' })
}
