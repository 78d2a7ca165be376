import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  type TextNode,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import { newStoryId } from '../../shared/model/ids.ts'
import { caretBytes } from '../editor/binding/caret-bytes.ts'
import type { BlockNode } from '../editor/nodes/BlockNode.ts'
import { aBody, aBodyOf, type Body, copyOf, meet, paragraph } from '../editor/testing/a-body.ts'
import { keepCaret, keptCaret, type Shelf } from './kept-carets.ts'

function aShelf(): Shelf {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  }
}

const selectAt = (body: Body, at: number) =>
  body.edit(() => {
    const text = ($getRoot().getFirstChild() as BlockNode).getFirstChild() as TextNode
    const selection = $createRangeSelection()
    selection.anchor.set(text.getKey(), at, 'text')
    selection.focus.set(text.getKey(), at, 'text')
    $setSelection(selection)
  })

describe('kept carets', () => {
  it('[KC1] bring the caret back to its letter, after a colleague wrote before it', () => {
    const shelf = aShelf()
    const story = newStoryId()
    const one = aBodyOf(paragraph('a', 'The fares rise'))
    selectAt(one, 9)
    keepCaret(shelf, story, caretBytes(one.binding.carets.getLocalState()!))
    const two = aBody(copyOf(one.doc))
    selectAt(two, 4)
    two.edit(() => $getSelection()?.insertText('ferry '))
    meet(one.doc, two.doc)
    const again = aBody(copyOf(one.doc))
    expect(again.binding.goTo(keptCaret(shelf, story)!)).toBe(true)
    expect(again.editor.read(() => $getSelection()?.getStartEndPoints()?.[0].offset)).toBe(15)
  })

  it('know nothing of an unknown story, and survive a shelf with something else on it', () => {
    const shelf = aShelf()
    expect(keptCaret(shelf, newStoryId())).toBeNull()
    shelf.setItem('carets', '{"not": "ours"}')
    expect(keptCaret(shelf, newStoryId())).toBeNull()
    shelf.setItem('carets', 'broken')
    expect(keptCaret(shelf, newStoryId())).toBeNull()
  })
})
