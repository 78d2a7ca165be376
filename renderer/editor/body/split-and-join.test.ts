import { registerRichText } from '@lexical/rich-text'
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import { projectStory } from '../../../shared/document/projection.ts'
import type { BlockKind } from '../../../shared/model/story.ts'
import type { BlockNode } from '../nodes/BlockNode.ts'
import { aBody, aDocument, aStory, copyOf, linesOf, meet, paragraph } from '../testing/a-body.ts'
import { registerBlockKeys } from './block-keys.ts'

const long = 'The council voted late on Monday to raise the fares of every ferry.'

function desks(...texts: readonly (readonly [string, BlockKind?])[]) {
  const blocks = texts.map(([text, kind], n) => paragraph(`b${n}`, text, kind))
  const here = aBody(aDocument(aStory(blocks)))
  const there = aBody(copyOf(here.doc))
  registerRichText(here.editor)
  registerBlockKeys(here.editor)
  const $block = (index: number) => $getRoot().getChildAtIndex(index) as BlockNode
  return {
    here,
    there,
    ids: () => projectStory(here.doc).blocks.map(({ id }) => id),
    select(from: readonly [number, number], to = from) {
      here.edit(() => {
        const selection = $createRangeSelection()
        for (const [point, [index, offset]] of [
          [selection.anchor, from],
          [selection.focus, to],
        ] as const) {
          const text = $block(index).getFirstChild()
          if (text) point.set(text.getKey(), offset, 'text')
          else point.set($block(index).getKey(), 0, 'element')
        }
        $setSelection(selection)
      })
    },
    press: <T>(
      ...[command, payload]: Parameters<typeof here.editor.dispatchCommand<never>> | [unknown, T]
    ) => here.edit(() => void here.editor.dispatchCommand(command as never, payload as never)),
    /** The colleague types at the end of a block; both meet. */
    typedThere(index: number, text: string) {
      there.edit(() => void $block(index).selectEnd().insertText(text))
    },
    meet() {
      meet(here.doc, there.doc)
      expect(linesOf(there)).toEqual(linesOf(here))
      return linesOf(here)
    },
    caret: () =>
      here.editor.read(() => {
        const selection = $getSelection()
        const [point] = selection?.getStartEndPoints() ?? []
        return [point?.getNode().getTopLevelElement()?.getTextContent(), point?.offset]
      }),
  }
}

describe('joining', () => {
  it('[EP5] keeps what a colleague types in the longer block, whichever it is', () => {
    const second = desks(['Fares.'], [long])
    second.select([1, 0])
    second.typedThere(1, ' Typed.')
    second.press(DELETE_CHARACTER_COMMAND, true)
    expect(second.meet()).toEqual([`paragraph: Fares.${long} Typed.`])
    expect(second.ids()).toEqual(['b1'])
    const first = desks([long], ['Fares.'])
    first.select([0, long.length])
    first.typedThere(0, ' Typed.')
    first.press(DELETE_CHARACTER_COMMAND, false)
    expect(first.meet()[0]).toContain(' Typed.')
    expect(first.ids()).toEqual(['b0'])
  })

  it('[EP5] keeps the first block’s kind and puts the caret between the two', () => {
    const { here, select, press, caret } = desks(['Fares.', 'quote'], [long])
    select([1, 0])
    press(DELETE_CHARACTER_COMMAND, true)
    expect(linesOf(here)).toEqual([`quote: Fares.${long}`])
    expect(caret()).toEqual([`Fares.${long}`, 6])
    here.undo.undo()
    expect(linesOf(here)).toEqual(['quote: Fares.', `paragraph: ${long}`])
  })

  it('takes an empty line away and leaves the other block as it is', () => {
    const { here, select, press, ids } = desks([''], ['Said', 'heading'])
    select([0, 0])
    press(DELETE_CHARACTER_COMMAND, false)
    expect(linesOf(here)).toEqual(['heading: Said'])
    expect(ids()).toEqual(['b1'])
  })
})

describe('splitting', () => {
  it('[EP6] leaves the longer half, and what a colleague types in it, where it is', () => {
    const { here, select, press, typedThere, meet, ids, caret } = desks([long, 'bullet'])
    select([0, 4])
    typedThere(0, ' Typed.')
    press(INSERT_PARAGRAPH_COMMAND, undefined)
    expect(caret()).toEqual([long.slice(4), 0])
    expect(meet()).toEqual(['bullet: The ', `bullet: ${long.slice(4)} Typed.`])
    expect(ids()[1]).toBe('b0')
    here.undo.undo()
    expect(linesOf(here)).toEqual([`bullet: ${long} Typed.`])
  })
})

describe('deleting across blocks', () => {
  it('[EP5] keeps the longer rest where it is, and everything outside', () => {
    const { here, select, press, typedThere, meet } = desks(
      [long],
      ['One.'],
      ['Two.'],
      [long],
      ['Last.'],
    )
    select([0, 4], [3, 4])
    typedThere(3, ' Typed.')
    typedThere(4, ' Typed too.')
    press(DELETE_CHARACTER_COMMAND, true)
    expect(linesOf(here)).toEqual([`paragraph: The ${long.slice(4)}`, 'paragraph: Last.'])
    expect(meet()).toEqual([
      `paragraph: The ${long.slice(4)} Typed.`,
      'paragraph: Last. Typed too.',
    ])
    here.undo.undo()
    expect(linesOf(here)).toHaveLength(5)
  })

  it('[EP5] types over a selection of several blocks, also one made backwards', () => {
    const { here, select, press } = desks(['Why now', 'heading'], ['One.'], [long])
    select([2, 4], [0, 4])
    press(CONTROLLED_TEXT_INSERTION_COMMAND, 'then ')
    expect(linesOf(here)).toEqual([`heading: Why then ${long.slice(4)}`])
    here.undo.undo()
    expect(linesOf(here)).toEqual(['heading: Why now', 'paragraph: One.', `paragraph: ${long}`])
  })
})
