import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packState, packUpdate } from '../encoding.ts'
import { bodyRoot, createStoryDoc, headlineOf } from '../story-doc.ts'
import { guardMerge } from './merge-guard.ts'

function aStoryWith(text: string): Y.Doc {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: '', firstBlock: 'one' })
  bodyRoot(doc).insert(1, [block('two', text)])
  return doc
}

function block(id: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement('block')
  element.setAttribute('s_blockId', id)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

function sideOf(ancestor: Uint8Array, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, ancestor.subarray(1))
  const vector = Y.encodeStateVector(doc)
  change(doc)
  return packUpdate(Y.encodeStateAsUpdateV2(doc, vector))
}

describe('merge guard', () => {
  const ancestor = packState(aStoryWith('The ferry leaves at six.'))
  const typed = sideOf(ancestor, (doc) => {
    const text = (bodyRoot(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(9, ' tomorrow')
  })

  it('[MG1] names words typed into a block that somebody deleted', () => {
    const deleted = sideOf(ancestor, (doc) => bodyRoot(doc).delete(1, 1))
    const report = guardMerge({ ancestor, sides: [typed, deleted] })

    expect(report).toMatchObject({
      judged: true,
      findings: [{ kind: 'lost-typed', words: 'tomorrow', sides: [0], before: 'The ferry' }],
    })
  })

  it('[MG2] is silent when two people write in different places', () => {
    const headline = sideOf(ancestor, (doc) => headlineOf(doc).insert(0, 'Ferries'))
    expect(guardMerge({ ancestor, sides: [typed, headline] })).toEqual({
      judged: true,
      findings: [],
    })
  })

  it('[MGU1] does not judge a merge with a gap', () => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, ancestor.subarray(1))
    const first = Y.encodeStateVector(doc)
    headlineOf(doc).insert(0, 'One')
    const second = Y.encodeStateVector(doc)
    headlineOf(doc).insert(3, 'Two')
    const late = packUpdate(Y.encodeStateAsUpdateV2(doc, second))

    expect(Y.encodeStateAsUpdateV2(doc, first).length).toBeGreaterThan(0)
    expect(guardMerge({ ancestor, sides: [late, typed] })).toEqual({
      judged: false,
      because: 'gap',
    })
  })
})
