import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newUserId } from '../model/ids.ts'
import {
  findingsOf,
  type MergeFinding,
  openFindings,
  recordFindings,
  reopenFinding,
  settleFinding,
} from './merge-findings.ts'
import { canonicalContent, projectStory } from './projection.ts'
import { createStoryDoc } from './story-doc.ts'

const finding = (id: string, foundAt = 1000): MergeFinding => ({
  id,
  kind: 'lost-typed',
  place: 'body',
  words: 'the ferry',
  authors: [newUserId()],
  others: [],
  block: 'a',
  before: 'On Monday',
  after: 'sails',
  remedy: new Uint8Array([2, 1]),
  foundAt,
})

function aStoryDoc(): Y.Doc {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: 'Salma Aziz', firstBlock: 'a' })
  return doc
}

function meet(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdateV2(b, Y.encodeStateAsUpdateV2(a))
  Y.applyUpdateV2(a, Y.encodeStateAsUpdateV2(b))
}

describe('findings in the document', () => {
  it('[MF1] keeps one finding of two desks, and one settlement', () => {
    const a = aStoryDoc()
    const b = new Y.Doc()
    meet(a, b)
    const same = finding('x')
    expect(recordFindings(a, [same])).toBe(true)
    recordFindings(b, [same])
    meet(a, b)
    expect(recordFindings(a, [same])).toBe(false)
    expect(openFindings(b)).toEqual([same])

    settleFinding(a, 'x', { how: 'restored', by: newUserId(), at: 2000 })
    settleFinding(b, 'x', { how: 'restored', by: newUserId(), at: 3000 })
    meet(a, b)
    expect(openFindings(a)).toEqual([])
    expect(findingsOf(a)).toEqual(findingsOf(b))
    reopenFinding(a, 'x')
    expect(openFindings(a)).toHaveLength(1)
  })

  it('[MF2] changes no version', () => {
    const doc = aStoryDoc()
    const before = canonicalContent(projectStory(doc))
    recordFindings(doc, [finding('x')])
    settleFinding(doc, 'x', { how: 'kept', by: newUserId(), at: 2000 })
    expect(canonicalContent(projectStory(doc))).toBe(before)
  })

  it('leaves out what it cannot read, and lists the oldest first', () => {
    const doc = aStoryDoc()
    recordFindings(doc, [finding('b', 2000), finding('a', 1000)])
    doc.getMap('merges').set('found:c', { id: 'c', words: 12 })
    expect(openFindings(doc).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
