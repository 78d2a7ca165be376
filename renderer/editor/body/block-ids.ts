/**
 * Every block has an id that no other block of the story has.
 *
 * BID1  A block that appears by split, paste or copy gets an id of its own; the older block keeps its.
 */
import { $getRoot, $getState, $setState, type LexicalEditor, type LexicalNode } from 'lexical'
import { BlockNode, blockIdState, newBlockId } from '../nodes/BlockNode.ts'
import { PictureNode } from '../nodes/PictureNode.ts'
import { RelatedNode } from '../nodes/RelatedNode.ts'

/** Remote changes run no transforms, so two desks never answer each other with new ids. */
export function keepBlockIds(editor: LexicalEditor): () => void {
  const check = (node: LexicalNode) => $giveOwnId(editor, node)
  const ends = [
    editor.registerNodeTransform(BlockNode, check),
    editor.registerNodeTransform(PictureNode, check),
    editor.registerNodeTransform(RelatedNode, check),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function $giveOwnId(editor: LexicalEditor, node: LexicalNode): void {
  const isOld = editor.getEditorState()._nodeMap.has(node.getKey())
  if (isOld && $getState(node, blockIdState) !== '') return
  if (!$isTaken(node)) return
  $setState(node, blockIdState, newBlockId())
}

function $isTaken(node: LexicalNode): boolean {
  const id = $getState(node, blockIdState)
  if (id === '') return true
  return $getRoot()
    .getChildren()
    .some((other) => other.getKey() !== node.getKey() && $getState(other, blockIdState) === id)
}
