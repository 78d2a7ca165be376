import { $getRoot, type LexicalNode } from 'lexical'
import type * as Y from 'yjs'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import type { MediaKey } from '../../../shared/model/ids.ts'
import { $selectedBlock } from '../../editor/body/move-block.ts'
import type { OpenBody } from '../../editor/body/open-body.ts'
import { $createBlock, $isBlock } from '../../editor/nodes/BlockNode.ts'
import { $createPicture } from '../../editor/nodes/PictureNode.ts'
import { byHand } from '../../editor/undo/story-undo.ts'
import { bringPicture } from './picture-edits.ts'

/** New pictures join the story and stand in the text behind the caret, as one step. */
export function insertPictures(doc: Y.Doc, body: OpenBody, shelved: readonly ShelvedAsset[]): void {
  body.undo.alone(() => {
    const keys = doc.transact(() => shelved.map((picture) => bringPicture(doc, picture)), byHand)
    body.editor.update(() => $insertCards(keys.map($createPicture)), { discrete: true })
  })
}

/** Puts a picture that the story has already into the text behind the caret. */
export function insertPicture(body: OpenBody, key: MediaKey): void {
  body.undo.alone(() =>
    body.editor.update(() => $insertCards([$createPicture(key)]), { discrete: true }),
  )
}

/** Puts cards behind the block of the caret; an empty block stays below them for what comes next. */
export function $insertCards(cards: readonly LexicalNode[]): void {
  const block = $selectedBlock() ?? $getRoot().getLastChild()
  const isEmpty = $isBlock(block) && block.isEmpty()
  let last = block
  for (const card of cards) {
    if (isEmpty) block.insertBefore(card)
    else if (last) last.insertAfter(card)
    else $getRoot().append(card)
    last = card
  }
  if (isEmpty) {
    block.setKind('paragraph').selectStart()
    return
  }
  const after = last?.getNextSibling()
  if ($isBlock(after)) after.selectStart()
  else if (last) {
    const next = $createBlock()
    last.insertAfter(next)
    next.selectStart()
  }
}
