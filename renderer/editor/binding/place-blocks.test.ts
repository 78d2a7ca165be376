import {
  $createNodeSelection,
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  type TextNode,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyRoot } from '../../../shared/document/story-doc.ts'
import { setLink } from '../body/marks.ts'
import { $createBlock, type BlockNode } from '../nodes/BlockNode.ts'
import { $insertPasted } from '../paste/insert-pasted.ts'
import {
  aBody,
  aDocument,
  aStory,
  type Body,
  copyOf,
  linesOf,
  meet,
  paragraph,
} from '../testing/a-body.ts'
import { staying } from './place-blocks.ts'

const long = 'The council voted late on Monday to raise the fares of every ferry in the harbour.'
const names = ['a', 'b', 'c', 'd', 'e', 'f']

const story = () =>
  aBody(aDocument(aStory(names.map((name) => paragraph(name, `${name} ${long}`)))))
const $at = (index: number) => $getRoot().getChildAtIndex(index) as BlockNode

/** A colleague's desk with a word typed at the end of every block. */
function colleague(body: Body): Body {
  const other = aBody(copyOf(body.doc))
  for (const [index, name] of names.entries()) {
    other.edit(() => $at(index).selectEnd().insertText(` typed-${name}`))
  }
  return other
}

/** Bytes that a change writes, and the lines after a colleague's words came in. */
function afterwards(body: Body, change: () => void) {
  const other = colleague(body)
  let bytes = 0
  const listen = (update: Uint8Array) => {
    bytes += update.length
  }
  body.doc.on('updateV2', listen)
  body.edit(change)
  body.doc.off('updateV2', listen)
  meet(body.doc, other.doc)
  expect(linesOf(other)).toEqual(linesOf(body))
  const order = linesOf(body).map((line) => line.slice('paragraph: '.length).split(' ')[0])
  const kept = names.filter((name) => linesOf(body).join().includes(`typed-${name}`))
  return { bytes, order, kept }
}

describe('placing blocks', () => {
  it('[EP1] keeps what a colleague types in every block when one block moves over the whole text', () => {
    const { bytes, order, kept } = afterwards(story(), () => $at(5).insertBefore($at(0)))
    expect(order).toEqual(['b', 'c', 'd', 'e', 'a', 'f'])
    // The block that moves is written anew: what is typed in it meanwhile is the merge guard's part.
    expect(kept).toEqual(['b', 'c', 'd', 'e', 'f'])
    expect(bytes).toBeLessThan(250)
  })

  it('[EP1] deletes separate blocks in one update without writing what stands between', () => {
    const { bytes, order, kept } = afterwards(story(), () => {
      for (const block of [$at(0), $at(2), $at(4)]) block.remove()
    })
    expect(order).toEqual(['b', 'd', 'f'])
    expect(kept).toEqual(['b', 'd', 'f'])
    expect(bytes).toBeLessThan(60)
  })

  it('[EP1] deletes chosen blocks and a selection over several the same way', () => {
    const chosen = afterwards(story(), () => {
      const selection = $createNodeSelection()
      for (const index of [1, 3]) selection.add($at(index).getKey())
      $setSelection(selection)
      selection.deleteNodes()
    })
    expect(chosen).toMatchObject({ order: ['a', 'c', 'e', 'f'], kept: ['a', 'c', 'e', 'f'] })
    expect(chosen.bytes).toBeLessThan(60)
    const swept = afterwards(story(), () => {
      const selection = $createRangeSelection()
      selection.anchor.set($at(1).getKey(), 0, 'element')
      selection.focus.set($at(3).getKey(), 1, 'element')
      $setSelection(selection)
      selection.removeText()
    })
    expect(swept.kept).toEqual(expect.arrayContaining(['a', 'e', 'f']))
    expect(swept.bytes).toBeLessThan(120)
  })

  it('[EP1] moves, deletes, inserts and types in one update, and writes only that', () => {
    const { bytes, order, kept } = afterwards(story(), () => {
      $at(0).insertAfter($createBlock().append())
      $at(6).insertBefore($at(2))
      $at(4).remove()
      $at(3).selectStart().insertText('new ')
    })
    expect(order).toHaveLength(6)
    expect(kept).toHaveLength(4)
    expect(bytes).toBeLessThan(450)
  })

  it('[EP1] pastes three paragraphs into one and leaves the others alone', () => {
    const { kept } = afterwards(story(), () => {
      $at(2).selectStart()
      $insertPasted(
        ['One.', 'Two.', 'Three.'].map((text) => ({ kind: 'paragraph', runs: [{ text }] })),
      )
    })
    expect(kept).toEqual(names)
  })

  it('[EP1] keeps caret, block ids and one step of undo', () => {
    const body = story()
    body.edit(() => $at(4).select(1, 1))
    body.undo.alone(() =>
      body.edit(() => {
        $at(0).insertBefore($at(4))
        $at(3).remove()
      }),
    )
    const caret = body.editor.read(
      () => $getSelection()?.getNodes()[0]?.getTopLevelElement()?.getTextContent()[0],
    )
    expect(caret).toBe('e')
    const before = linesOf(story())
    expect(linesOf(body)).not.toEqual(before)
    body.undo.undo()
    expect(linesOf(body)).toEqual(before)
    expect(
      bodyRoot(body.doc)
        .toArray()
        .map((block) => (block as Y.XmlElement).getAttribute('s_blockId')),
    ).toEqual(names)
  })

  it('lets those blocks stay that hold most text', () => {
    const sizes = [900, 10, 10, 10]
    const sizeOf = (index: number) => sizes[index] ?? 0
    expect([...staying([3, 0, 1, 2], sizeOf)]).toEqual([0])
    expect([...staying([3, 0, 1, 2], () => 1)].sort()).toEqual([1, 2, 3])
    expect([...staying([0, undefined, 1], sizeOf)].sort()).toEqual([0, 2])
  })
})

describe('one text a block', () => {
  it.each([2, 3])(
    '[EP2] keeps each word once when %i people begin the same empty block',
    (people) => {
      const first = aBody(aDocument(aStory([paragraph('a', 'Above')])))
      first.edit(() => void $at(0).insertAfter($createBlock()))
      const bodies = [first]
      while (bodies.length < people) bodies.push(aBody(copyOf(first.doc)))
      for (const [n, body] of bodies.entries()) {
        body.edit(() => void $at(1).select().insertText(`word${n} `))
      }
      for (let round = 0; round < 2; round++) {
        for (const one of bodies)
          for (const other of bodies) if (one !== other) meet(one.doc, other.doc)
      }
      const [, line = ''] = linesOf(first)
      for (const body of bodies) expect(linesOf(body)).toEqual(linesOf(first))
      expect(line.match(/word\d/g)?.sort()).toEqual(bodies.map((_, n) => `word${n}`))
    },
  )

  it('[EP2] gives the first paragraph of an imported story its text, too', () => {
    const one = aBody(aDocument(aStory([paragraph('a', '')])))
    const two = aBody(copyOf(one.doc))
    one.edit(() => void $at(0).select().insertText('one '))
    two.edit(() => void $at(0).select().insertText('two '))
    meet(one.doc, two.doc)
    expect(linesOf(one)).toEqual(linesOf(two))
    expect(linesOf(one)[0]?.match(/one|two/g)).toHaveLength(2)
  })
})

describe('changes from elsewhere', () => {
  it('[EP3] are never answered with a write', () => {
    const doc = aDocument(aStory([paragraph('a', long)]))
    // Two texts in one block, as two desks of an older version left them.
    const block = bodyRoot(doc).get(0) as Y.XmlElement
    const bodies = [aBody(doc), aBody(copyOf(doc))]
    const second = new Y.XmlText()
    second.insert(0, ' And more.')
    let answers = 0
    for (const { doc: each } of bodies) {
      each.on('updateV2', (_: Uint8Array, origin: unknown) => {
        if (origin !== 'remote' && origin !== 'other desk') answers += 1
      })
    }
    doc.transact(() => block.insert(1, [second]), 'other desk')
    meet(bodies[0]!.doc, bodies[1]!.doc)
    expect(answers).toBe(0)
    for (const body of bodies) expect(linesOf(body)).toEqual([`paragraph: ${long} And more.`])
    bodies[1]!.edit(() => void $at(0).selectEnd().insertText(' Done.'))
    meet(bodies[0]!.doc, bodies[1]!.doc)
    for (const body of bodies) expect(linesOf(body)).toEqual([`paragraph: ${long} And more. Done.`])
  })

  it('[EP3] both making the same word bold writes nothing on hearing of it, and keeps the caret', () => {
    const one = aBody(aDocument(aStory([paragraph('a', long)])))
    const two = aBody(copyOf(one.doc))
    for (const body of [one, two]) {
      body.edit(() => {
        const selection = $at(0).getFirstChildOrThrow<TextNode>().select(4, 11) as ReturnType<
          typeof $createRangeSelection
        >
        selection.formatText('bold')
      })
      body.edit(() => void $at(0).getFirstChildOrThrow<TextNode>().select(2, 2))
    }
    let answers = 0
    one.doc.on('updateV2', (_: Uint8Array, origin: unknown) => {
      // Yjs itself takes double marks out, with no origin; that writes no letter.
      if (origin !== 'remote' && origin !== null) answers += 1
    })
    meet(one.doc, two.doc)
    expect(answers).toBe(0)
    expect(linesOf(one)).toEqual([`paragraph: ${long}`])
    expect(one.editor.read(() => $getSelection()?.getStartEndPoints()?.[0].offset)).toBe(2)
  })

  it('[EP4] survives a link that a colleague emptied', () => {
    const runs = [
      { text: 'See ' },
      { text: 'fares', link: 'https://example.org/fares' },
      { text: ' now' },
    ]
    const one = aBody(aDocument(aStory([{ type: 'text', id: 'a', kind: 'paragraph', runs }])))
    const two = aBody(copyOf(one.doc))
    const link = (bodyRoot(two.doc).get(0) as Y.XmlElement).get(1) as Y.XmlElement
    const text = link.get(0) as Y.XmlText
    two.doc.transact(() => text.delete(0, text.length), 'colleague')
    meet(one.doc, two.doc)
    two.edit(() => void $at(0).selectEnd().insertText(' and later'))
    meet(one.doc, two.doc)
    expect(linesOf(one)).toEqual(['paragraph: See  now and later'])
  })

  it('[EP4] undoes past a link that was typed over, with the caret in it', () => {
    const body = aBody(aDocument(aStory([paragraph('a', long)])))
    body.edit(() => void $at(0).getFirstChildOrThrow<TextNode>().select(4, 11))
    setLink(body.editor, body.undo, 'https://example.org/fares')
    body.undo.alone(() => body.edit(() => void $at(0).select(0, 3).insertText('Anew.')))
    for (let n = 0; n < 2; n++) {
      body.undo.undo()
      body.edit(() => {})
    }
    expect(linesOf(body)).toEqual([`paragraph: ${long}`])
  })
})
