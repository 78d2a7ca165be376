import fc from 'fast-check'
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  HISTORIC_TAG,
  TextNode,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import { bodyRoot } from '../../../shared/document/story-doc.ts'
import { newMediaKey, newStoryId, type StoryId } from '../../../shared/model/ids.ts'
import type { Block, BlockKind, Run } from '../../../shared/model/story.ts'
import { $createBlock, type BlockNode } from '../nodes/BlockNode.ts'
import { $createPicture, type PictureNode } from '../nodes/PictureNode.ts'
import { $createRelated } from '../nodes/RelatedNode.ts'
import { aBody, aDocument, aStory, copyOf, linesOf, meet, paragraph } from '../testing/a-body.ts'

const run: fc.Arbitrary<Run> = fc.record(
  {
    text: fc.string({ minLength: 1 }).filter((text) => !/[\n\t\r]/.test(text)),
    bold: fc.constant(true as const),
    italic: fc.constant(true as const),
    underline: fc.constant(true as const),
    strike: fc.constant(true as const),
    link: fc.constant<string>('https://example.org/a'),
  },
  { requiredKeys: ['text'] },
)
const textBlock: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('text' as const),
  id: fc.uuid(),
  kind: fc.constantFrom<BlockKind[]>('paragraph', 'heading', 'bullet', 'quote'),
  runs: fc.array(run, { maxLength: 5 }),
})
const picture: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('picture' as const),
  id: fc.uuid(),
  media: fc.constant(newMediaKey()),
})
const related: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('related' as const),
  id: fc.uuid(),
  stories: fc.constant<StoryId[]>([newStoryId()]),
})
const block = fc.oneof(textBlock, picture, related)

const selectIn = (index: number, from: number, to = from) => {
  const text = ($getRoot().getChildAtIndex(index) as BlockNode).getFirstChild() as TextNode
  const selection = $createRangeSelection()
  selection.anchor.set(text.getKey(), from, 'text')
  selection.focus.set(text.getKey(), to, 'text')
  $setSelection(selection)
  return selection
}

describe('the body binding', () => {
  it('[SS5] undoes and redoes in a body that was opened anew, with the caret where it was', () => {
    const doc = aDocument(aStory([paragraph('a', 'Fares rise.')]))
    const first = aBody(doc)
    first.edit(() => void selectIn(0, 5))
    first.edit(() => selectIn(0, 11).insertText(' Again.'))
    first.binding.release()
    const second = aBody(doc, first.undo)
    second.undo.undo()
    second.edit(() => {})
    expect(linesOf(second)).toEqual(['paragraph: Fares rise.'])
    const caret = () => second.editor.read(() => $getSelection()?.getStartEndPoints()?.[0].offset)
    expect(caret()).toBe(5)
    second.undo.redo()
    second.edit(() => selectIn(0, 18).insertText(' Twice.'))
    expect(linesOf(second)).toEqual(['paragraph: Fares rise. Again. Twice.'])
    // The body that was left is followed no more.
    expect(linesOf(first)).toEqual(['paragraph: Fares rise. Again.'])
  })

  it('[BB1] opens a composed story and writes nothing into it', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
        const doc = aDocument(aStory(blocks))
        const before = Y.encodeStateAsUpdateV2(doc)
        const body = aBody(doc)
        expect(linesOf(body)).toHaveLength(blocks.length)
        body.edit(() => $getRoot().selectEnd())
        expect(Y.encodeStateAsUpdateV2(doc)).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  it('[BB2] writes blocks, marks, links and cards in the layout that projection reads', () => {
    const media = newMediaKey()
    const related = newStoryId()
    const body = aBody(aDocument(aStory([paragraph('a', 'First')])))
    body.edit(() => {
      selectIn(0, 5).insertText(' words')
      selectIn(0, 0, 5).formatText('bold')
    })
    body.edit(() => {
      $getRoot().append($createBlock('heading').append(new TextNode('Why now')))
      $getRoot().append($createPicture(media), $createRelated([related]))
    })
    const { blocks } = projectStory(body.doc)
    expect(blocks).toMatchObject([
      { kind: 'paragraph', id: 'a', runs: [{ text: 'First', bold: true }, { text: ' words' }] },
      { kind: 'heading', runs: [{ text: 'Why now' }] },
      { type: 'picture', media },
      { type: 'related', stories: [related] },
    ])
    const again = aBody(copyOf(body.doc))
    expect(linesOf(again)).toEqual(linesOf(body))
    const card = again.editor.read(() => $getRoot().getChildAtIndex(2) as PictureNode)
    expect(again.editor.read(() => card.getMedia())).toBe(media)
  })

  it('[BB2] keeps looks out of the document', () => {
    const body = aBody(aDocument(aStory([paragraph('a', 'Plain')])))
    body.edit(() => {
      const first = $getRoot().getFirstChild() as BlockNode
      first.setFormat('center').setIndent(2).setTextFormat(1).setDirection('rtl')
      const [text] = selectIn(0, 0, 5).getNodes() as [TextNode]
      text.setStyle('color: red').insertAfter(new TextNode('!'))
    })
    const text = JSON.stringify(body.doc.get('root-v2', Y.XmlElement).toJSON())
    expect(text).not.toMatch(/format|indent|dir|style|color/i)
    expect(projectStory(body.doc).blocks).toMatchObject([{ runs: [{ text: 'Plain!' }] }])
  })

  it('[BN1] keeps what a colleague types in a paragraph that becomes a heading meanwhile', () => {
    const one = aBody(aDocument(aStory([paragraph('a', 'Why the fares rise')])))
    const two = aBody(copyOf(one.doc))
    one.edit(() => void ($getRoot().getFirstChild() as BlockNode).setKind('heading'))
    two.edit(() => void selectIn(0, 18).insertText(' again'))
    meet(one.doc, two.doc)
    expect(linesOf(one)).toEqual(['heading: Why the fares rise again'])
    expect(linesOf(two)).toEqual(linesOf(one))
  })

  it('[BB3] keeps the caret on its letter while a colleague types before it', () => {
    const one = aBody(aDocument(aStory([paragraph('a', 'The fares rise')])))
    const two = aBody(copyOf(one.doc))
    one.edit(() => void selectIn(0, 9))
    two.edit(() => void selectIn(0, 4).insertText('ferry '))
    meet(one.doc, two.doc)
    const caret = one.editor.read(() => $getSelection()?.getStartEndPoints()?.[0].offset)
    expect(caret).toBe(15)
    expect(linesOf(one)).toEqual(['paragraph: The ferry fares rise'])
  })

  it('[EP9] moves the caret for the undo of writing, and for no other', () => {
    const body = aBody(aDocument(aStory([paragraph('a', 'Fares rise.')])))
    const remedies = new Y.UndoManager(bodyRoot(body.doc), { trackedOrigins: new Set(['remedy']) })
    const tags: string[] = []
    body.editor.registerUpdateListener((update) => void tags.push(...update.tags))
    const text = (bodyRoot(body.doc).get(0) as Y.XmlElement).get(0) as Y.XmlText
    body.doc.transact(() => text.insert(0, 'Ferry: '), 'remedy')
    remedies.undo()
    expect(linesOf(body)).toEqual(['paragraph: Fares rise.'])
    expect(tags).not.toContain(HISTORIC_TAG)
    body.edit(() => void selectIn(0, 11).insertText(' Again.'))
    body.undo.undo()
    expect(tags).toContain(HISTORIC_TAG)
  })

  it('[UN1] undoes own words only, after a colleague wrote', () => {
    const one = aBody(aDocument(aStory([paragraph('a', 'Fares'), paragraph('b', 'Ports')])))
    const two = aBody(copyOf(one.doc))
    one.edit(() => void selectIn(0, 5).insertText(' rise'))
    two.edit(() => void selectIn(1, 5).insertText(' close'))
    meet(one.doc, two.doc)
    one.undo.undo()
    expect(linesOf(one)).toEqual(['paragraph: Fares', 'paragraph: Ports close'])
    one.undo.redo()
    expect(linesOf(one)).toEqual(['paragraph: Fares rise', 'paragraph: Ports close'])
  })

  it('[UN2] takes back one sentence at a time, and a replacement alone', () => {
    const body = aBody(aDocument(aStory([paragraph('a', 'x')])))
    let at = 1
    const type = (text: string) => {
      for (const letter of text) {
        body.undo.typed(letter)
        body.edit(() => void selectIn(0, at).insertText(letter))
        at += 1
      }
    }
    type(' One. Two.')
    body.undo.alone(() => body.edit(() => void selectIn(0, 0, 1).insertText('Y')))
    expect(linesOf(body)).toEqual(['paragraph: Y One. Two.'])
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: x One. Two.'])
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: x One.'])
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: x'])
  })

  it('[BID1] gives the second half of a split block, and every copy, an id of its own', () => {
    const body = aBody(aDocument(aStory([paragraph('a', 'One two')])))
    body.edit(() => void selectIn(0, 3).insertParagraph())
    body.edit(() => {
      const first = $getRoot().getFirstChild() as BlockNode
      const copy = $createBlock()
      copy.updateFromJSON(first.exportJSON())
      first.insertBefore(copy)
    })
    const ids = projectStory(body.doc).blocks.map((b) => b.id)
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
    expect(ids[1]).toBe('a')
  })

  it('agrees with a fresh load after many edits from both sides', () => {
    const edits = fc.array(
      fc.record({
        side: fc.boolean(),
        what: fc.constantFrom('type', 'bold', 'kind', 'split', 'cut'),
        block: fc.nat(4),
        at: fc.nat(20),
      }),
      { maxLength: 24 },
    )
    fc.assert(
      fc.property(edits, (steps) => {
        const start = aStory([paragraph('a', 'Fares rise.'), paragraph('b', 'Ports close.')])
        const sides = [aBody(aDocument(start))]
        sides.push(aBody(copyOf(sides[0]!.doc)))
        steps.forEach((step, n) => {
          const body = sides[step.side ? 1 : 0]!
          body.edit(() => {
            const children = $getRoot().getChildren() as BlockNode[]
            const index = step.block % children.length
            const length = children[index]!.getTextContentSize()
            if (length === 0) return
            const text = children[index]!.getFirstChild() as TextNode
            const at = step.at % (text.getTextContentSize() + 1)
            if (step.what === 'kind') children[index]!.setKind('heading')
            else if (step.what === 'type') selectIn(index, at).insertText('word ')
            else if (step.what === 'bold') selectIn(index, 0, at).formatText('bold')
            else if (step.what === 'split') selectIn(index, at).insertParagraph()
            else selectIn(index, 0, at).removeText()
          })
          if (n % 5 === 4) meet(sides[0]!.doc, sides[1]!.doc)
        })
        meet(sides[0]!.doc, sides[1]!.doc)
        const [one, two] = sides.map((side) => canonicalContent(projectStory(side.doc)))
        expect(one).toBe(two)
        const fresh = aBody(copyOf(sides[0]!.doc))
        for (const side of sides) expect(linesOf(side)).toEqual(linesOf(fresh))
      }),
      { numRuns: 40 },
    )
  }, 30_000)
})
