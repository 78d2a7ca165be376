/** Edits beside the text of the body: pictures, their captions, headline and standfirst. */
import { $getRoot } from 'lexical'
import type * as Y from 'yjs'
import { editBetween } from '../../renderer/editor/fields/text-edit.ts'
import { $createPicture } from '../../renderer/editor/nodes/PictureNode.ts'
import { byHand } from '../../renderer/editor/undo/story-undo.ts'
import {
  bringPicture,
  leadPictures,
  moveInLead,
  placeInLead,
} from '../../renderer/story/pictures/picture-edits.ts'
import { headlineOf, mediaOf, mediaTextOf, standfirstOf } from '../../shared/document/story-doc.ts'
import { isMediaKey, type MediaKey, parseAssetId } from '../../shared/model/ids.ts'
import type { Desk } from './desk.ts'
import { $blockAt, stretchOf } from './places.ts'
import type { Edit } from './scenario.ts'
import type { Tags } from './tags.ts'

export const anAsset = parseAssetId('0'.repeat(64))

/** A picture with a caption, put behind a block. */
export function insertPicture(desk: Desk, block: number, caption: string): void {
  const { undo, doc } = desk.body
  undo.alone(() => {
    const key = doc.transact(
      () => bringPicture(doc, { asset: anAsset, caption, credit: '', alt: '' }),
      byHand,
    )
    desk.body.edit(() => {
      const picture = $createPicture(key)
      const place = $blockAt(block)
      if (place) place.insertAfter(picture)
      else $getRoot().append(picture)
    })
  })
}

const picturesOf = (doc: Y.Doc): MediaKey[] => [...mediaOf(doc).keys()].filter(isMediaKey).sort()

export function moveInTheLead(desk: Desk, share: number, to: number): void {
  const { doc, undo } = desk.body
  const keys = picturesOf(doc)
  const key = keys[Math.floor(share * keys.length)]
  if (!key) return
  if (leadPictures(doc).includes(key)) moveInLead(doc, undo, key, to)
  else placeInLead(doc, undo, key)
}

/** Types words into a headline, a standfirst or a caption, over none or some that stand there. */
export function editField(desk: Desk, edit: Edit & { do: 'field' }, tags: Tags): void {
  const { doc, undo } = desk.body
  const text = textOf(doc, edit)
  if (!text) return
  const before = text.toString()
  const { from, to } = stretchOf(before, edit.at, edit.count)
  const isAtEnd = to === before.length
  const typed = `${isAtEnd && from === to && from > 0 ? ' ' : ''}${tags.writeAll(edit.words)}${isAtEnd ? '' : ' '}`
  undo.typed(typed)
  const after = before.slice(0, from) + typed + before.slice(to)
  const change = editBetween(before, after, from + typed.length)
  if (!change) return
  doc.transact(() => {
    if (change.remove > 0) text.delete(change.at, change.remove)
    if (change.insert !== '') text.insert(change.at, change.insert)
  }, byHand)
}

function textOf(doc: Y.Doc, { field, at }: Edit & { do: 'field' }): Y.Text | undefined {
  if (field === 'headline') return headlineOf(doc)
  if (field === 'standfirst') return standfirstOf(doc)
  const keys = picturesOf(doc)
  const key = keys[Math.floor(at * keys.length)]
  return key && mediaTextOf(doc, key, 'caption')
}
