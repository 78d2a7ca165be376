/**
 * Moves blocks up and down. Removing and inserting are two editor updates, with a fresh node:
 * in one update the binding would rewrite all text between, and damage what others type there.
 *
 * MB1  Moving a block changes no other block.
 */
import {
  $createRangeSelection,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $parseSerializedNode,
  $setSelection,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type SerializedLexicalNode,
} from 'lexical'
import type { StoryUndo } from '../undo/story-undo.ts'

/** The top-level block of the selection (caret or chosen card). */
export function $selectedBlock(): LexicalNode | null {
  const [node] = $getSelection()?.getNodes() ?? []
  return node?.getTopLevelElement() ?? null
}

export function moveBlock(editor: LexicalEditor, undo: StoryUndo, by: -1 | 1): void {
  const from = editor.read(() => {
    const block = $selectedBlock()
    return block ? { key: block.getKey(), index: block.getIndexWithinParent() } : null
  })
  if (from) moveBlockTo(editor, undo, from.key, from.index + by)
}

/** Puts a block at an index, counted in the list as it is once the block has been taken out. */
export function moveBlockTo(
  editor: LexicalEditor,
  undo: StoryUndo,
  key: NodeKey,
  index: number,
): void {
  const { size, now } = editor.read(() => ({
    size: $getRoot().getChildrenSize(),
    now: $getNodeByKey(key)?.getIndexWithinParent() ?? -1,
  }))
  if (now === -1 || index < 0 || index >= size || index === now) return
  undo.alone(() => {
    let taken: Taken | null = null
    editor.update(
      () => {
        taken = $take(key)
      },
      { discrete: true },
    )
    editor.update(() => taken && $put(taken, index), { discrete: true })
  })
}

interface Taken {
  readonly json: SerializedLexicalNode
  /** Offset of the caret in the block's text, or null when the caret was elsewhere. */
  readonly caret: number | null
}

function $take(key: NodeKey): Taken | null {
  const block = $getNodeByKey(key)
  if (!block) return null
  const taken = { json: $jsonOf(block), caret: $caretIn(block) }
  block.remove()
  return taken
}

function $jsonOf(node: LexicalNode): SerializedLexicalNode {
  const json = node.exportJSON()
  return $isElementNode(node)
    ? ({ ...json, children: node.getChildren().map($jsonOf) } as SerializedLexicalNode)
    : json
}

function $caretIn(block: LexicalNode): number | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !$isElementNode(block)) return null
  const { key, offset } = selection.focus
  let before = 0
  for (const text of block.getAllTextNodes()) {
    if (text.getKey() === key) return before + offset
    before += text.getTextContentSize()
  }
  return key === block.getKey() ? 0 : null
}

function $put({ json, caret }: Taken, index: number): void {
  const block = $parseSerializedNode(json)
  $getRoot().splice(index, 0, [block])
  if (caret !== null && $isElementNode(block)) $setCaret(block, caret)
  else block.selectStart()
}

function $setCaret(block: ElementNode, offset: number): void {
  let rest = offset
  const texts = block.getAllTextNodes().filter($isTextNode)
  const text = texts.find((node) => {
    if (rest <= node.getTextContentSize()) return true
    rest -= node.getTextContentSize()
    return false
  })
  if (!text) {
    block.selectStart()
    return
  }
  const selection = $createRangeSelection()
  selection.anchor.set(text.getKey(), rest, 'text')
  selection.focus.set(text.getKey(), rest, 'text')
  $setSelection(selection)
}
