import { registerRichText } from '@lexical/rich-text'
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type TextNode,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import { projectStory } from '../../../shared/document/projection.ts'
import { newMediaKey } from '../../../shared/model/ids.ts'
import type { Block } from '../../../shared/model/story.ts'
import type { BlockNode } from '../nodes/BlockNode.ts'
import { aBody, aDocument, aStory, copyOf, linesOf, meet, paragraph } from '../testing/a-body.ts'
import { registerBlockKeys } from './block-keys.ts'
import { applyKindSign } from './kind-shortcuts.ts'
import { cleanAddress, setLink, toggleMark } from './marks.ts'
import { moveBlock } from './move-block.ts'

function bodyWith(blocks: Block[], doc = aDocument(aStory(blocks))) {
  const body = aBody(doc)
  registerRichText(body.editor)
  registerBlockKeys(body.editor)
  const caret = (index: number, at: number, to = at) =>
    body.edit(() => {
      const block = $getRoot().getChildAtIndex(index) as BlockNode
      const text = block.getFirstChild() as TextNode | null
      const point = text
        ? ([text.getKey(), 'text'] as const)
        : ([block.getKey(), 'element'] as const)
      const selection = $createRangeSelection()
      selection.anchor.set(point[0], at, point[1])
      selection.focus.set(point[0], to, point[1])
      $setSelection(selection)
    })
  const enter = () =>
    body.edit(() => void body.editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined))
  const backspace = () =>
    body.edit(() => void body.editor.dispatchCommand(DELETE_CHARACTER_COMMAND, true))
  return { ...body, caret, enter, backspace, ids: () => projectStory(doc).blocks.map((b) => b.id) }
}

describe('block keys', () => {
  it('follows a finished heading or quote with a paragraph, and a list item with another', () => {
    for (const [kind, next] of [
      ['heading', 'paragraph'],
      ['quote', 'paragraph'],
      ['bullet', 'bullet'],
    ] as const) {
      const body = bodyWith([paragraph('a', 'Why now', kind)])
      body.caret(0, 7)
      body.enter()
      expect(linesOf(body)).toEqual([`${kind}: Why now`, `${next}: `])
    }
  })

  it('ends a list with Enter in an empty item', () => {
    const body = bodyWith([paragraph('a', 'One', 'bullet'), paragraph('b', '', 'bullet')])
    body.caret(1, 0)
    body.enter()
    expect(linesOf(body)).toEqual(['bullet: One', 'paragraph: '])
  })

  it('[BK1] puts the new block before, when Enter is pressed at the start', () => {
    const one = bodyWith([paragraph('a', 'Fares rise')])
    const two = aBody(copyOf(one.doc))
    one.caret(0, 0)
    one.enter()
    two.edit(() => {
      const text = ($getRoot().getFirstChild() as BlockNode).getFirstChild() as TextNode
      text.select(10, 10).insertText(' again')
    })
    meet(one.doc, two.doc)
    expect(linesOf(one)).toEqual(['paragraph: ', 'paragraph: Fares rise again'])
    expect(one.ids()[1]).toBe('a')
  })

  it('[BK2] turns a quote into a paragraph before it joins the block above', () => {
    const body = bodyWith([paragraph('a', 'Above'), paragraph('b', 'Said', 'quote')])
    body.caret(1, 0)
    body.backspace()
    expect(linesOf(body)).toEqual(['paragraph: Above', 'paragraph: Said'])
    body.backspace()
    expect(linesOf(body)).toEqual(['paragraph: AboveSaid'])
  })

  it('chooses a picture with the first Backspace and removes it with the second', () => {
    const media = newMediaKey()
    const body = bodyWith([{ type: 'picture', id: 'p', media }, paragraph('a', 'Below')])
    body.caret(1, 0)
    body.backspace()
    expect(linesOf(body)).toEqual(['picture', 'paragraph: Below'])
    body.backspace()
    expect(linesOf(body)).toEqual(['paragraph: Below'])
  })
})

describe('moving a block', () => {
  it('[MB1] keeps what a colleague types in every other block, and the caret', () => {
    const texts = ['One', 'Two', 'Three', 'Four']
    const one = bodyWith(texts.map((text) => paragraph(text, text)))
    const two = bodyWith([], copyOf(one.doc))
    const sizes: number[] = []
    one.doc.on('updateV2', (update: Uint8Array) => sizes.push(update.length))
    one.caret(3, 2)
    for (let n = 0; n < 3; n++) moveBlock(one.editor, one.undo, -1)
    for (const [index, text] of texts.slice(0, 3).entries()) {
      two.caret(index, text.length)
      two.edit(() => $getSelection()?.insertText(' typed'))
    }
    meet(one.doc, two.doc)
    const expected = ['Four', 'One typed', 'Two typed', 'Three typed'].map((t) => `paragraph: ${t}`)
    expect(linesOf(one)).toEqual(expected)
    expect(one.ids()).toEqual(['Four', 'One', 'Two', 'Three'])
    expect(Math.max(...sizes)).toBeLessThan(400)
    expect(one.editor.read(() => $getSelection()?.getStartEndPoints()?.[0].offset)).toBe(2)
  })

  it('takes a move back in one step', () => {
    const body = bodyWith([paragraph('a', 'One'), paragraph('b', 'Two')])
    body.caret(1, 0)
    moveBlock(body.editor, body.undo, -1)
    expect(linesOf(body)).toEqual(['paragraph: Two', 'paragraph: One'])
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: One', 'paragraph: Two'])
  })
})

describe('signs for kinds', () => {
  it('[KDS1] turns "# " into a heading, and undo gives the sign back', () => {
    const body = bodyWith([paragraph('a', '')])
    body.caret(0, 0)
    for (const letter of '# ') body.edit(() => $getSelection()?.insertText(letter))
    applyKindSign(body.editor, body.undo)
    expect(linesOf(body)).toEqual(['heading: '])
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: # '])
  })

  it('leaves a sign in the middle of a line alone', () => {
    const body = bodyWith([paragraph('a', 'No - ')])
    body.caret(0, 5)
    applyKindSign(body.editor, body.undo)
    expect(linesOf(body)).toEqual(['paragraph: No - '])
  })
})

describe('marks', () => {
  it('writes bold and a link where projection reads them, each one step of undo', () => {
    const body = bodyWith([paragraph('a', 'Fares rise')])
    body.caret(0, 0, 5)
    toggleMark(body.editor, body.undo, 'bold')
    setLink(body.editor, body.undo, 'https://example.org/fares')
    const link = 'https://example.org/fares'
    expect(projectStory(body.doc).blocks).toMatchObject([
      { runs: [{ text: 'Fares', bold: true, link }, { text: ' rise' }] },
    ])
    body.undo.undo()
    expect(projectStory(body.doc).blocks).toMatchObject([
      { runs: [{ text: 'Fares', bold: true }, { text: ' rise' }] },
    ])
    body.undo.undo()
    expect(projectStory(body.doc).blocks).toMatchObject([{ runs: [{ text: 'Fares rise' }] }])
  })

  it('takes addresses of the web and of mail only', () => {
    expect(cleanAddress('example.org/a')).toBe('https://example.org/a')
    expect(cleanAddress('desk@harbourpost.example')).toBe('mailto:desk@harbourpost.example')
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'two words', '', 'file:///etc']) {
      expect(cleanAddress(bad)).toBeNull()
    }
  })
})
