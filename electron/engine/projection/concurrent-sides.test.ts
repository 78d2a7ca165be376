import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packState, packUpdate } from '../../../shared/document/encoding.ts'
import { concurrentSides } from './concurrent-sides.ts'

/** A desk of the test: a document that hands over each edit, packed. */
function aDesk(from?: Uint8Array) {
  const doc = new Y.Doc()
  if (from) Y.applyUpdateV2(doc, from.subarray(1))
  const text = doc.getText('headline')
  return {
    doc,
    text,
    hear: (update: Uint8Array) => Y.applyUpdateV2(doc, update.subarray(1), 'heard'),
    edit(change: (text: Y.Text) => void): Uint8Array {
      const made: Uint8Array[] = []
      const keep = (update: Uint8Array) => made.push(packUpdate(update))
      doc.on('updateV2', keep)
      doc.transact(() => change(text))
      doc.off('updateV2', keep)
      return made[0] as Uint8Array
    },
  }
}

function twoDesks() {
  const first = aDesk()
  first.edit((text) => text.insert(0, 'Ferry delayed'))
  const ancestor = packState(first.doc)
  return { ancestor, mine: aDesk(ancestor), theirs: aDesk(ancestor) }
}

const readingOf = (...updates: readonly Uint8Array[]): string => {
  const desk = aDesk()
  for (const update of updates) desk.hear(update)
  return desk.text.toString()
}

describe('the sides of a merge', () => {
  it('are what each wrote since both had the same', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const a = mine.edit((text) => text.insert(13, ' by fog'))
    const b = theirs.edit((text) => text.insert(0, 'Night: '))
    const met = concurrentSides({ ancestor: [ancestor], mine: [a], late: [], theirs: [b] })
    if (met.kind !== 'sides') throw new Error(met.kind)
    expect(readingOf(met.ancestor)).toBe('Ferry delayed')
    expect(met.sides.map((side) => readingOf(met.ancestor, side))).toEqual([
      'Ferry delayed by fog',
      'Night: Ferry delayed',
    ])
  })

  it('[MW3] count what somebody deleted in full sight as known to both', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const seen = mine.edit((text) => text.insert(13, ' by fog'))
    theirs.hear(seen)
    const deleted = theirs.edit((text) => text.delete(13, 7))
    const unseen = mine.edit((text) => text.insert(0, 'Night: '))
    const met = concurrentSides({
      ancestor: [ancestor],
      mine: [seen, unseen],
      late: [],
      theirs: [deleted],
    })
    if (met.kind !== 'sides') throw new Error(met.kind)
    expect(readingOf(met.ancestor)).toBe('Ferry delayed by fog')
    expect(met.sides.map((side) => readingOf(met.ancestor, side))).toEqual([
      'Night: Ferry delayed by fog',
      'Ferry delayed',
    ])
  })

  it('[MW4] are one when the other only gave back mine', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const a = mine.edit((text) => text.insert(13, ' by fog'))
    theirs.hear(a)
    const echo = packState(theirs.doc)
    expect(
      concurrentSides({ ancestor: [ancestor], mine: [a], late: [], theirs: [echo] }).kind,
    ).toBe('one-side')
  })

  it('leave an echo of mine out of theirs', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const b = theirs.edit((text) => text.insert(0, 'Night: '))
    const a = mine.edit((text) => text.insert(13, ' by fog'))
    const met = concurrentSides({ ancestor: [ancestor], mine: [a], late: [], theirs: [b, a] })
    if (met.kind !== 'sides') throw new Error(met.kind)
    expect(readingOf(met.ancestor, met.sides[1] as Uint8Array)).toBe('Night: Ferry delayed')
  })

  it('[MW8] count what I typed before a deletion came to my screen as mine, and what I typed after as not', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const b = theirs.edit((text) => {
      text.delete(0, 5)
      text.insert(0, 'Boat')
    })
    const typed = mine.edit((text) => text.insert(5, 's'))
    mine.hear(b)
    const answer = mine.edit((text) => text.insert(text.toString().indexOf('Boat') + 4, 's'))
    const met = concurrentSides({
      ancestor: [ancestor],
      mine: [],
      late: [typed, answer],
      theirs: [b],
    })
    if (met.kind !== 'sides') throw new Error(met.kind)
    expect(readingOf(met.ancestor, met.sides[0] as Uint8Array)).toBe('Ferrys delayed')
  })

  it('[MW6] cannot be told while pieces are missing', () => {
    const { ancestor, mine, theirs } = twoDesks()
    const a = mine.edit((text) => text.insert(13, ' by fog'))
    theirs.edit((text) => text.insert(0, 'Late: '))
    const b = theirs.edit((text) => text.insert(0, 'Night: '))
    expect(concurrentSides({ ancestor: [ancestor], mine: [a], late: [], theirs: [b] }).kind).toBe(
      'gap',
    )
  })
})
