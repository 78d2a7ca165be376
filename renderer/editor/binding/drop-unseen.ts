/**
 * Takes out of a block what the editor does not show, before the binding compares the two: a text
 * that was emptied beside a link, a link without letters. The binding pairs what is in a block by
 * position, from both ends; one part too many, and it would write all of the block anew. What a
 * colleague types into such a part at that moment is lost to it, and the merge guard names it.
 *
 *     Lexical update → place blocks → [drop unseen] → binding → Y.Doc
 *
 * EP8  An edit in a block of several texts writes only itself, while something that is shown parts
 *      them. Where the link between two was emptied elsewhere, the editor shows one text for both, and
 *      the next edit there writes the second anew.
 */
import type { BindingV2 } from '@lexical/yjs'
import { $getNodeByKey, $isElementNode, $isTextNode, type LexicalNode, type NodeKey } from 'lexical'
import * as Y from 'yjs'
import { linkNodeType } from '../../../shared/document/story-doc.ts'

type Part = Y.XmlElement | Y.XmlText | Y.XmlHook
/** What the editor shows where the document has one part: texts in a row, or another node. */
type Shown = 'text' | LexicalNode

export function $dropUnseen(binding: BindingV2, dirty: Iterable<NodeKey>): void {
  for (const key of dirty) {
    const node = $getNodeByKey(key)
    if (!$isElementNode(node) || key === 'root') continue
    const block = binding.mapping.getSharedType(node)
    if (!(block instanceof Y.XmlElement)) continue
    const parts = block.toArray()
    const shown = shownIn(node.getChildren())
    if (parts.length <= shown.length || shown.length === 0) continue
    for (const index of unseenParts(parts, shown)) {
      const part = parts[index]
      if (part instanceof Y.XmlElement || part instanceof Y.XmlText) binding.mapping.delete(part)
      block.delete(index, 1)
    }
  }
}

function shownIn(children: readonly LexicalNode[]): Shown[] {
  const shown: Shown[] = []
  for (const child of children) {
    if (!$isTextNode(child)) shown.push(child)
    else if (shown.at(-1) !== 'text') shown.push('text')
  }
  return shown
}

/** The empty parts that have to go so that parts and what is shown agree, last first; or none. */
function unseenParts(parts: readonly Part[], shown: readonly Shown[]): number[] {
  // fits[i][j]: the parts from i on can stand for what is shown from j on.
  const fits = parts.map(() => new Array<boolean>(shown.length + 1).fill(false))
  fits.push(shown.map(() => false).concat(true))
  for (let i = parts.length - 1; i >= 0; i--) {
    for (let j = shown.length; j >= 0; j--) {
      const row = fits[i]
      if (row) row[j] = canStand(i, j) || canGo(i, j)
    }
  }
  function canStand(i: number, j: number): boolean {
    return j < shown.length && isFor(parts[i], shown[j]) && fits[i + 1]?.[j + 1] === true
  }
  function canGo(i: number, j: number): boolean {
    return isEmpty(parts[i]) && fits[i + 1]?.[j] === true
  }
  if (!fits[0]?.[0]) return []
  const gone: number[] = []
  for (let i = 0, j = 0; i < parts.length; i++) {
    if (canStand(i, j)) j++
    else gone.unshift(i)
  }
  return gone
}

const isFor = (part: Part | undefined, shown: Shown | undefined): boolean =>
  shown === 'text'
    ? part instanceof Y.XmlText
    : part instanceof Y.XmlElement && part.nodeName === shown?.getType()

/** No letters, and nothing else that a reader sees. */
function isEmpty(part: unknown): boolean {
  if (part instanceof Y.XmlText) return part.length === 0
  return (
    part instanceof Y.XmlElement && part.nodeName === linkNodeType && part.toArray().every(isEmpty)
  )
}
