import { $getRoot, $isElementNode, $isTextNode, type TextNode } from 'lexical'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyRoot, linkNodeType } from '../../../shared/document/story-doc.ts'
import { aBody, aDocument, aStory, type Body, copyOf, linesOf, meet } from '../testing/a-body.ts'

const words = ' can first there and then look for the new landing stage at the old harbour.'

/** A block of which a colleague split off all before the link: its first text is empty. */
function aBlockAroundALink(): Y.Doc {
  const doc = aDocument(
    aStory([
      {
        type: 'text',
        id: 'a',
        kind: 'paragraph',
        runs: [{ text: 'Monday', link: 'https://example.org/fares' }, { text: words }],
      },
    ]),
  )
  const block = theBlock(doc)
  if (!(block.get(0) instanceof Y.XmlText)) block.insert(0, [new Y.XmlText()])
  return doc
}

const theBlock = (doc: Y.Doc): Y.XmlElement => bodyRoot(doc).get(0) as Y.XmlElement

function $textWith(part: string): TextNode {
  const block = $getRoot().getFirstChild()
  const texts = $isElementNode(block) ? block.getAllTextNodes() : []
  const found = texts.find((text) => text.getTextContent().includes(part))
  if (!$isTextNode(found)) throw new Error(`no text says ${part}`)
  return found
}

const typeBehind = (body: Body, part: string, typed: string) =>
  body.edit(() => {
    const text = $textWith(part)
    const at = text.getTextContent().indexOf(part) + part.length
    text.spliceText(at, 0, typed)
  })

describe('an edit in a block of several texts', () => {
  it('[EP8] writes only itself where the block begins with a text that was emptied', () => {
    const mine = aBody(aBlockAroundALink())
    const theirs = aBody(copyOf(mine.doc))
    expect(theBlock(mine.doc).length).toBe(3)
    let written = 0
    mine.doc.on('updateV2', (update) => {
      written += update.length
    })
    typeBehind(mine, 'first', ' of all')
    typeBehind(theirs, 'old', ' fishing')

    expect(written).toBeLessThan(80)
    meet(mine.doc, theirs.doc)
    const line = `paragraph: Monday${words.replace('first', 'first of all').replace('old', 'old fishing')}`
    expect([linesOf(mine), linesOf(theirs)]).toEqual([[line], [line]])
  })

  it('[EP8] takes out a link without letters and leaves the link that has some', () => {
    const doc = aBlockAroundALink()
    const empty = new Y.XmlElement(linkNodeType)
    empty.setAttribute('__url', 'https://example.org/gone')
    empty.insert(0, [new Y.XmlText()])
    theBlock(doc).insert(1, [empty])
    const mine = aBody(doc)
    const theirs = aBody(copyOf(doc))
    typeBehind(mine, 'Monday', ' morning')
    typeBehind(theirs, 'old', ' fishing')

    meet(mine.doc, theirs.doc)
    const line = `paragraph: Monday morning${words.replace('old', 'old fishing')}`
    expect([linesOf(mine), linesOf(theirs)]).toEqual([[line], [line]])
  })
})
