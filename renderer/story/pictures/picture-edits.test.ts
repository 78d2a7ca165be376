import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { projectStory } from '../../../shared/document/projection.ts'
import { mediaTextOf } from '../../../shared/document/story-doc.ts'
import { parseAssetId } from '../../../shared/model/ids.ts'
import { aDocument, aStory, copyOf, meet, paragraph } from '../../editor/testing/a-body.ts'
import { createStoryUndo } from '../../editor/undo/story-undo.ts'
import {
  addToLead,
  leadPictures,
  moveInLead,
  removeFromLead,
  setDecorative,
} from './picture-edits.ts'

const picture = (digit: string) => ({
  asset: parseAssetId(digit.repeat(64)),
  caption: `Caption ${digit}`,
  credit: 'Harbour Post',
  alt: 'A quay',
})

function aDesk(doc: Y.Doc = aDocument(aStory([paragraph('a', '')]))) {
  return { doc, undo: createStoryUndo(doc) }
}

describe('pictures of a story', () => {
  it('adds several as one step, with the texts their files brought', () => {
    const { doc, undo } = aDesk()
    const keys = addToLead(doc, undo, [picture('1'), picture('2')])
    expect(leadPictures(doc)).toEqual(keys)
    expect(projectStory(doc).media[keys[1]!]).toMatchObject({ caption: 'Caption 2' })
    undo.undo()
    expect(leadPictures(doc)).toEqual([])
  })

  it('moves a picture, and shows it once when two desks move it', () => {
    const one = aDesk()
    const [first, second, third] = addToLead(one.doc, one.undo, ['1', '2', '3'].map(picture))
    const two = aDesk(copyOf(one.doc))
    moveInLead(one.doc, one.undo, first!, 2)
    moveInLead(two.doc, two.undo, first!, 1)
    meet(one.doc, two.doc)
    expect(leadPictures(one.doc)).toEqual(leadPictures(two.doc))
    expect([...leadPictures(one.doc)].sort()).toEqual([first, second, third].sort())
    moveInLead(one.doc, one.undo, first!, 0)
    expect(leadPictures(one.doc)[0]).toBe(first)
    moveInLead(one.doc, one.undo, first!, 5)
    expect(leadPictures(one.doc)[0]).toBe(first)
  })

  it('[PE1] keeps what a colleague writes below a picture that is removed and brought back', () => {
    const one = aDesk()
    const [key] = addToLead(one.doc, one.undo, [picture('1')])
    const two = aDesk(copyOf(one.doc))
    removeFromLead(one.doc, one.undo, key!)
    mediaTextOf(two.doc, key!, 'caption')?.insert(0, 'New: ')
    meet(one.doc, two.doc)
    expect(leadPictures(two.doc)).toEqual([])
    one.undo.undo()
    expect(projectStory(one.doc).media[key!]?.caption).toBe('New: Caption 1')
    expect(leadPictures(one.doc)).toEqual([key])
  })

  it('marks a picture as decorative', () => {
    const { doc, undo } = aDesk()
    const [key] = addToLead(doc, undo, [picture('1')])
    setDecorative(doc, undo, key!, true)
    expect(projectStory(doc).media[key!]?.decorative).toBe(true)
  })
})
