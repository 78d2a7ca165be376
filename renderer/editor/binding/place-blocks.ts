/**
 * Puts the document's blocks in the editor's order before the binding compares them. The binding
 * pairs blocks by their position: moved or deleted ones would make it rewrite all text between, and
 * damage what others type there. Afterwards each block stands beside its own, so that only what
 * somebody changed in it is written.
 *
 *     Lexical update → [place blocks] → binding → Y.Doc
 *
 * EP1  However many blocks one update moves, deletes or inserts, no other block is written.
 * EP2  Two people who begin to type in the same empty block write into one shared text.
 */
import type { BindingV2 } from '@lexical/yjs'
import { $getRoot, $isElementNode, $isTextNode, type LexicalNode, type NodeKey } from 'lexical'
import * as Y from 'yjs'

type Block = Y.XmlElement

/** Gives the keys of blocks that were made or made anew: all that is in them is to be written. */
export function $placeBlocks(binding: BindingV2): NodeKey[] {
  const nodes = $getRoot().getChildren()
  const blocks = binding.root
    .toArray()
    .filter((child): child is Block => child instanceof Y.XmlElement)
  if (blocks.length !== binding.root.length) return []
  const nodeOf = new Map(nodes.map((node) => [node.getKey(), node]))
  const places = new Map(nodes.map((node, place) => [node.getKey(), place]))
  const keys = blocks.map((block) => mappedKey(binding, block))
  const stays = staying(
    keys.map((key) => (key === null ? undefined : places.get(key))),
    (index) => nodeOf.get(keys[index] ?? '')?.getTextContentSize() ?? 0,
  )
  const standing = removeOthers(binding, blocks, keys, stays)
  const made: NodeKey[] = []
  for (const [place, node] of nodes.entries()) {
    const block = standing.get(node.getKey())
    if (block) binding.mapping.set(block, node)
    else {
      insertBlock(binding, place, node)
      made.push(node.getKey())
    }
  }
  return made
}

function mappedKey(binding: BindingV2, block: Block): NodeKey | null {
  const node: unknown = binding.mapping.get(block)
  return node instanceof Object && 'getKey' in node ? (node as LexicalNode).getKey() : null
}

/** Deletes the blocks that do not stay; gives those that do, by their node. */
function removeOthers(
  binding: BindingV2,
  blocks: readonly Block[],
  keys: readonly (NodeKey | null)[],
  stays: ReadonlySet<number>,
): Map<NodeKey, Block> {
  const standing = new Map<NodeKey, Block>()
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index]
    const key = keys[index]
    if (!block) continue
    if (key && stays.has(index)) standing.set(key, block)
    else {
      binding.mapping.delete(block)
      binding.root.delete(index, 1)
    }
  }
  return standing
}

function insertBlock(binding: BindingV2, place: number, node: LexicalNode): void {
  const block = new Y.XmlElement(node.getType())
  if (beginsWithText(node)) block.insert(0, [new Y.XmlText()])
  binding.root.insert(place, [block])
  binding.mapping.set(block, node)
}

/** EP2: the shared text is there from the first moment, not made by whoever types first. */
function beginsWithText(node: LexicalNode): boolean {
  if (!$isElementNode(node)) return false
  const first = node.getFirstChild()
  return first === null || $isTextNode(first)
}

/**
 * Indexes of the blocks that can stay where they are: their places rise, and they hold as much text
 * as possible, because a block that moves is written anew.
 */
export function staying(
  places: readonly (number | undefined)[],
  sizeOf: (index: number) => number,
): Set<number> {
  const wanted = places.flatMap((place, index) => (place === undefined ? [] : [{ place, index }]))
  const rises = wanted.every(({ place }, n) => n === 0 || place > (wanted[n - 1]?.place ?? -1))
  if (rises) return new Set(wanted.map(({ index }) => index))
  const best: { weight: number; before: number }[] = []
  for (const [n, { place, index }] of wanted.entries()) {
    let weight = 0
    let before = -1
    for (let m = 0; m < n; m++) {
      const other = best[m]
      if (other && (wanted[m]?.place ?? place) < place && other.weight > weight) {
        weight = other.weight
        before = m
      }
    }
    best.push({ weight: weight + 1 + sizeOf(index), before })
  }
  const stays = new Set<number>()
  let at = best.reduce((top, { weight }, n) => (weight > (best[top]?.weight ?? -1) ? n : top), 0)
  while (at !== -1) {
    const one = wanted[at]
    if (one) stays.add(one.index)
    at = best[at]?.before ?? -1
  }
  return stays
}
