/**
 * Changes of a story's pictures.
 *
 * PE1  Removing a picture from its place keeps its caption, credit and alt text: undo brings all back,
 *      and a colleague who is writing one loses nothing.
 */
import type * as Y from 'yjs'
import { addMedia, carouselOf, mediaOf } from '../../../shared/document/story-doc.ts'
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import { isMediaKey, type MediaKey, newMediaKey } from '../../../shared/model/ids.ts'
import { byHand, type StoryUndo } from '../../editor/undo/story-undo.ts'

type Facts = Pick<ShelvedAsset, 'asset' | 'caption' | 'credit' | 'alt'>

/** Lead pictures in order, each once: two desks that move the same one leave it twice for a moment. */
export const leadPictures = (doc: Y.Doc): MediaKey[] => [
  ...new Set(carouselOf(doc).toArray().filter(isMediaKey)),
]

/** A picture joins the story, with the texts its file brought. */
export function bringPicture(doc: Y.Doc, { asset, caption, credit, alt }: Facts): MediaKey {
  const key = newMediaKey()
  addMedia(doc, key, { asset, caption, credit, alt })
  return key
}

/** Adds pictures at the end of the lead, as one step. */
export function addToLead(doc: Y.Doc, undo: StoryUndo, pictures: readonly Facts[]): MediaKey[] {
  return change(doc, undo, () => {
    const keys = pictures.map((picture) => bringPicture(doc, picture))
    carouselOf(doc).push(keys)
    return keys
  })
}

export const placeInLead = (doc: Y.Doc, undo: StoryUndo, key: MediaKey): void =>
  change(doc, undo, () => {
    takeOut(doc, key)
    carouselOf(doc).push([key])
  })

export const removeFromLead = (doc: Y.Doc, undo: StoryUndo, key: MediaKey): void =>
  change(doc, undo, () => takeOut(doc, key))

/** Puts a lead picture at another place in the order. */
export function moveInLead(doc: Y.Doc, undo: StoryUndo, key: MediaKey, to: number): void {
  const order = leadPictures(doc).filter((other) => other !== key)
  if (to < 0 || to > order.length) return
  const follower = order[to]
  change(doc, undo, () => {
    takeOut(doc, key)
    const now = carouselOf(doc).toArray()
    const index = follower === undefined ? now.length : now.indexOf(follower)
    carouselOf(doc).insert(index, [key])
  })
}

export const setDecorative = (doc: Y.Doc, undo: StoryUndo, key: MediaKey, on: boolean): void =>
  change(doc, undo, () => void mediaOf(doc).get(key)?.set('decorative', on))

function takeOut(doc: Y.Doc, key: MediaKey): void {
  const lead = carouselOf(doc)
  for (let index = lead.length - 1; index >= 0; index--) {
    if (lead.get(index) === key) lead.delete(index)
  }
}

function change<T>(doc: Y.Doc, undo: StoryUndo, run: () => T): T {
  return undo.alone(() => doc.transact(run, byHand))
}
