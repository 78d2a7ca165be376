import {
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getRoot,
  type LexicalNode,
  type NodeKey,
} from 'lexical'
import type * as Y from 'yjs'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import type { MediaKey } from '../../../shared/model/ids.ts'
import { $selectedBlock } from '../../editor/body/move-block.ts'
import type { OpenBody } from '../../editor/body/open-body.ts'
import { $createBlock, $isBlock } from '../../editor/nodes/BlockNode.ts'
import { $createPicture } from '../../editor/nodes/PictureNode.ts'
import { byHand } from '../../editor/undo/story-undo.ts'
import { bringPicture } from './picture-edits.ts'

/** The block of the caret, or the one under an element: pictures take a while, carets move on. */
export const blockAt = (body: OpenBody, element?: Element): NodeKey | null =>
  body.editor.read(() => {
    const node = element ? $getNearestNodeFromDOMNode(element) : $selectedBlock()
    return node?.getTopLevelElement()?.getKey() ?? null
  })

/** New pictures join the story and stand in the text behind that block, as one step. */
export function insertPictures(
  doc: Y.Doc,
  body: OpenBody,
  shelved: readonly ShelvedAsset[],
  behind: NodeKey | null,
): void {
  body.undo.alone(() => {
    const keys = doc.transact(() => shelved.map((picture) => bringPicture(doc, picture)), byHand)
    body.editor.update(() => $insertCards(keys.map($createPicture), behind), { discrete: true })
  })
}

/** Puts a picture that the story has already into the text behind the caret. */
export function insertPicture(body: OpenBody, key: MediaKey): void {
  body.undo.alone(() =>
    body.editor.update(() => $insertCards([$createPicture(key)]), { discrete: true }),
  )
}

/**
 * Puts cards behind a block (the caret's, when none is named); an empty block stays below them for
 * what comes next. The caret follows only when it was there.
 */
export function $insertCards(cards: readonly LexicalNode[], behind: NodeKey | null = null): void {
  const here = $selectedBlock()
  const block = (behind && $getNodeByKey(behind)) || here || $getRoot().getLastChild()
  const hasCaret = here === null || here.is(block)
  const isEmpty = $isBlock(block) && block.isEmpty()
  let last = block
  for (const card of cards) {
    if (isEmpty) block.insertBefore(card)
    else if (last) last.insertAfter(card)
    else $getRoot().append(card)
    last = card
  }
  if (isEmpty) {
    block.setKind('paragraph')
    if (hasCaret) block.selectStart()
    return
  }
  const after = last?.getNextSibling()
  if ($isBlock(after)) {
    if (hasCaret) after.selectStart()
  } else if (last) {
    const next = $createBlock()
    last.insertAfter(next)
    if (hasCaret) next.selectStart()
  }
}
