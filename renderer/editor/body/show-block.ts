import { $getRoot, $getState } from 'lexical'
import { blockIdState } from '../nodes/BlockNode.ts'
import type { OpenBody } from './open-body.ts'

const name = 'shown-block'

/** Letters of a block's text. */
export interface BlockSpan {
  readonly from: number
  readonly to: number
}

/** The range of those letters below an element. */
function rangeOf(element: HTMLElement, { from, to }: BlockSpan): Range {
  const range = new Range()
  range.selectNodeContents(element)
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let passed = 0
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const end = passed + (node.nodeValue?.length ?? 0)
    if (from >= passed && from <= end) range.setStart(node, from - passed)
    if (to >= passed && to <= end) {
      range.setEnd(node, to - passed)
      break
    }
    passed = end
  }
  return range
}

/** Brings a block into view and lights it, or only some of its letters; caret and focus stay. */
export function showBlock(
  { editor }: OpenBody,
  id: string | null,
  spanIn: (text: string) => BlockSpan | null = () => null,
): void {
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
  const text = element.textContent
  const range = rangeOf(element, spanIn(text) ?? { from: 0, to: text.length })
  CSS.highlights.set(name, new Highlight(range))
  element.scrollIntoView({ block: 'center' })
}
