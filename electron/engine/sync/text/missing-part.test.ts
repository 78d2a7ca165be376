import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked } from '../../../../shared/document/encoding.ts'
import { headlineOf } from '../../../../shared/document/story-doc.ts'
import type { TextGapFact } from '../../../../shared/model/facts.ts'
import { newStoryId } from '../../../../shared/model/ids.ts'
import { missingPart } from './missing-part.ts'

/** A headline typed in three goes, of which the server has the first and the last. */
function aGap() {
  const doc = new Y.Doc()
  const server = new Y.Doc()
  const goes: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => goes.push(update))
  for (const words of ['Ferry', ' fares', ' rise']) {
    headlineOf(doc).insert(headlineOf(doc).length, words)
  }
  const [first, , last] = goes
  Y.applyUpdateV2(server, first!)
  Y.applyUpdateV2(server, last!)
  return { doc, server, fact: gapOf(server, [doc.clientID]), first: first! }
}

const gapOf = (server: Y.Doc, missing: number[], rows = 0): TextGapFact => ({
  type: 'text-gap',
  story: newStoryId(),
  have: Buffer.from(Y.encodeStateVector(server)).toString('base64'),
  missing,
  rows,
  asked: 1,
})

describe('what a server asks for', () => {
  it('[VPG4] is sent by a desk that has it, and it is all that was missing', () => {
    const { doc, server, fact } = aGap()
    expect(headlineOf(server).toString()).toBe('Ferry')
    applyPacked(server, missingPart(doc, fact)!)
    expect(headlineOf(server).toString()).toBe('Ferry fares rise')
  })

  it('[VPG4] is not sent by a desk that lacks it as well, whatever else it has', () => {
    const { fact, first } = aGap()
    const other = new Y.Doc()
    Y.applyUpdateV2(other, first)
    headlineOf(other).insert(0, 'New: ')
    expect(missingPart(other, fact)).toBeNull()
    expect(missingPart(new Y.Doc(), { ...fact, missing: [], rows: 1 })).toBeNull()
  })

  it('[VPG4] holds deletions, too, when rows have gone', () => {
    const { doc } = aGap()
    const server = new Y.Doc()
    Y.applyUpdateV2(server, Y.encodeStateAsUpdateV2(doc))
    headlineOf(doc).delete(0, 6)
    const fact = gapOf(server, [], 1)
    expect(missingPart(doc, { ...fact, rows: 0 })).toBeNull()
    applyPacked(server, missingPart(doc, fact)!)
    expect(headlineOf(server).toString()).toBe('fares rise')
  })

  it('[VPG4] is sent whole when the question makes no sense', () => {
    const { doc, fact } = aGap()
    const part = missingPart(doc, { ...fact, have: Buffer.from([255, 255]).toString('base64') })
    const server = new Y.Doc()
    applyPacked(server, part!)
    expect(headlineOf(server).toString()).toBe('Ferry fares rise')
  })
})
