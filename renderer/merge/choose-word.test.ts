import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  findingsOf,
  type MergeFinding,
  openFindings,
  recordFindings,
} from '../../shared/document/merge-findings.ts'
import { bodyRoot, headlineOf } from '../../shared/document/story-doc.ts'
import { newUserId } from '../../shared/model/ids.ts'
import { aDocument, aStory, copyOf, paragraph } from '../editor/testing/a-body.ts'
import { linesToChoose, wordsToChoose } from './choose-word.ts'
import { createSettler } from './settler.ts'

const [salma, majid] = [newUserId(), newUserId()]
const mixed = 'The mayor promised a secondaryhand quay before the winter.'

function aFinding(rest: Partial<MergeFinding> = {}): MergeFinding {
  return {
    id: 'mixed',
    kind: 'garbled',
    place: 'body',
    words: 'secondary / secondhand',
    authors: [salma],
    others: [majid],
    block: 'a',
    before: 'The mayor promised a',
    after: 'quay before the winter',
    remedy: null,
    foundAt: 5,
    ...rest,
  }
}

function aMixedStory() {
  const doc = aDocument(
    aStory([paragraph('b', mixed), paragraph('a', mixed)], { headline: `${mixed} Really` }),
  )
  const text = (bodyRoot(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText
  text.format(21, 13, { bold: true })
  recordFindings(doc, [aFinding()])
  const lines = () => [0, 1].map((n) => letters((bodyRoot(doc).get(n) as Y.XmlElement).get(0)))
  return { doc, text, lines }
}

const letters = (text: unknown): string =>
  (text as Y.XmlText)
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
    .join('')

describe('a word that nobody wrote', () => {
  it('[MV7] becomes the one that is chosen, with its looks, and is taken back', () => {
    const { doc, text, lines } = aMixedStory()
    expect(wordsToChoose(doc, aFinding())).toEqual(['secondary', 'secondhand'])
    const settler = createSettler(doc, () => 9)
    settler.choose(aFinding(), 'secondhand', majid)
    expect(lines()).toEqual([mixed, mixed.replace('secondaryhand', 'secondhand')])
    expect(text.toDelta()).toContainEqual({ insert: 'secondhand', attributes: { bold: true } })
    expect(findingsOf(doc)[0]?.settled).toEqual({ how: 'restored', by: majid, at: 9 })
    settler.takeBack()
    expect(lines()).toEqual([mixed, mixed])
    expect(findingsOf(doc)[0]?.settled).toBeNull()
  })

  it('[MV8] a headline becomes the one or the other, and all that was found in it is settled', () => {
    const { doc, lines: inText } = aMixedStory()
    const before = headlineOf(doc).toString()
    const lines: MergeFinding['lines'] = [
      { by: [salma], text: 'Fares rise' },
      { by: [majid], text: 'Fares to fall' },
    ]
    const inHeadline = ['one', 'two'].map((id) =>
      aFinding({ id, place: 'headline', block: null, kind: 'doubled', lines }),
    )
    recordFindings(doc, inHeadline)
    // Another desk knows nothing but the story's document.
    const elsewhere = openFindings(copyOf(doc))
    const there = elsewhere.filter(({ place }) => place === 'headline')
    const [first] = there
    if (!first) throw new Error('no finding')
    expect(linesToChoose(first, elsewhere)).toEqual(lines)
    expect(linesToChoose(aFinding(), elsewhere)).toEqual([])
    const later = aFinding({ id: 'later', place: 'headline', foundAt: 6 })
    expect(linesToChoose(first, [...elsewhere, later])).toEqual([])
    const settler = createSettler(doc)
    settler.chooseLine(inHeadline, 'Fares to fall', majid)
    expect(headlineOf(doc).toString()).toBe('Fares to fall')
    expect(inText()).toEqual([mixed, mixed])
    expect(openFindings(doc).map(({ id }) => id)).toEqual(['mixed'])
    settler.takeBack()
    expect(headlineOf(doc).toString()).toBe(before)
    expect(openFindings(doc)).toHaveLength(3)
  })

  it('[MV7] can be chosen in a headline too, and nowhere where its place is not certain', () => {
    const { doc } = aMixedStory()
    const inHeadline = aFinding({ place: 'headline', block: null })
    createSettler(doc).choose(inHeadline, 'secondary', salma)
    expect(headlineOf(doc).toString()).toContain('a secondary quay')
    const gone = aFinding({ block: 'no such block' })
    expect(wordsToChoose(doc, gone)).toEqual([])
    expect(wordsToChoose(doc, aFinding({ kind: 'apart' }))).toEqual([])
    const settler = createSettler(doc)
    settler.choose(gone, 'secondary', salma)
    expect(settler.settledNow).toBe(0)
    // The same words stand twice in the block, as where it was split around a link.
    const block = bodyRoot(doc).get(1) as Y.XmlElement
    block.push([new Y.XmlText(mixed)])
    expect(wordsToChoose(doc, aFinding())).toEqual([])
  })
})
