import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packState, packUpdate } from '../../shared/document/encoding.ts'
import {
  findingsOf,
  type MergeFinding,
  openFindings,
  recordFindings,
} from '../../shared/document/merge-findings.ts'
import { guardMerge } from '../../shared/document/merge-guard/merge-guard.ts'
import { projectStory } from '../../shared/document/projection.ts'
import {
  blockNodeType,
  bodyRoot,
  createStoryDoc,
  stateAttribute,
} from '../../shared/document/story-doc.ts'
import { newUserId } from '../../shared/model/ids.ts'
import { blockText } from '../../shared/model/story.ts'
import { authorPassage, otherPassage, previewOf, textsOf } from './finding-texts.ts'
import { createSettler, isClear } from './settler.ts'
import { inStoryOrder } from './story-order.ts'

const ferry = 'The evening ferry left Port Selim with ninety passengers aboard.'
const [salma, majid] = [newUserId(), newUserId()]

function aStory(): Y.Doc {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: 'Salma', firstBlock: 'first' })
  const block = new Y.XmlElement(blockNodeType)
  block.setAttribute(stateAttribute('blockId'), 'ferry')
  const line = new Y.XmlText()
  line.insert(0, ferry)
  block.insert(0, [line])
  bodyRoot(doc).insert(1, [block])
  return doc
}

const branchOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(doc))
  return copy
}
const bodyOf = (doc: Y.Doc) => projectStory(doc).blocks.map(blockText)
const lineOf = (doc: Y.Doc) => (bodyRoot(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText

/** Salma writes into a paragraph that Majid deletes: the merge, with its finding recorded. */
function aMerge() {
  const ancestor = aStory()
  const [hers, his] = [branchOf(ancestor), branchOf(ancestor)]
  lineOf(hers).insert(ferry.length, ' Nobody was hurt.')
  bodyRoot(his).delete(1, 1)
  const had = Y.encodeStateVector(ancestor)
  const sides = [hers, his].map((doc) => packUpdate(Y.encodeStateAsUpdateV2(doc, had)))
  const report = guardMerge({ ancestor: packState(ancestor), sides })
  if (!report.judged) throw new Error('the merge has a gap')
  const merged = branchOf(hers)
  Y.applyUpdateV2(merged, Y.encodeStateAsUpdateV2(his))
  const findings = report.findings.map(
    (finding): MergeFinding => ({
      ...finding,
      remedy: finding.remedy && new Uint8Array(finding.remedy),
      authors: [salma],
      others: [majid],
      foundAt: 5,
    }),
  )
  recordFindings(merged, findings)
  const [finding] = findings
  if (!finding) throw new Error('nothing was found')
  return { hers, his, merged, finding }
}

describe('settling a finding', () => {
  it('[MV3] puts words back, and takes that back without touching what others write meanwhile', () => {
    const { merged, finding } = aMerge()
    const before = bodyOf(merged)
    const settler = createSettler(merged, () => 9)
    settler.settle([finding], 'remedy', majid)
    expect(bodyOf(merged).join(' ')).toContain('Nobody was hurt')
    expect(findingsOf(merged)[0]?.settled).toEqual({ how: 'restored', by: majid, at: 9 })
    const colleague = branchOf(merged)
    colleague.getText('headline').insert(0, 'Ferry delayed')
    Y.applyUpdateV2(merged, Y.encodeStateAsUpdateV2(colleague))
    expect(settler.takeBack()).toBe(finding.id)
    expect(bodyOf(merged)).toEqual(before)
    expect(projectStory(merged).headline).toBe('Ferry delayed')
    expect(openFindings(merged)).toHaveLength(1)
    expect(settler.settledNow).toBe(0)
  })

  it('[MV6] settles together what is clear, leaves the rest, and takes it back at once', () => {
    const { merged, finding } = aMerge()
    const before = bodyOf(merged)
    const slug: MergeFinding = { ...finding, id: 'slug', kind: 'field', place: 'meta:slug' }
    const word: MergeFinding = { ...finding, id: 'word', kind: 'garbled', remedy: null }
    const twin: MergeFinding = { ...finding, id: 'twin', kind: 'doubled' }
    recordFindings(merged, [slug, word, twin])
    const clear = openFindings(merged).filter(isClear)
    expect(new Set(clear.map(({ id }) => id))).toEqual(new Set([finding.id, 'twin']))
    const settler = createSettler(merged, () => 9)
    let changes = 0
    merged.on('update', () => {
      changes += 1
    })
    settler.settle(clear, 'remedy', majid)
    expect(changes).toBe(1)
    expect(settler.settledNow).toBe(2)
    expect(new Set(openFindings(merged).map(({ id }) => id))).toEqual(new Set(['slug', 'word']))
    expect(bodyOf(merged)).not.toEqual(before)
    settler.takeBack()
    expect(bodyOf(merged)).toEqual(before)
    expect(openFindings(merged)).toHaveLength(4)
  })

  it('shows findings from the top of the story down', () => {
    const { merged, finding } = aMerge()
    const [first] = projectStory(merged).blocks
    const places: [string, string, string | null][] = [
      ['slug', 'meta:slug', null],
      ['gone', 'body', 'no such block'],
      ['text', 'body', first?.id ?? null],
      ['stand', 'standfirst', null],
      ['head', 'headline', null],
    ]
    const found = places.map(([id, place, block]) => ({ ...finding, id, place, block }))
    expect(inStoryOrder(merged, found).map(({ id }) => id)).toEqual([
      'head',
      'stand',
      'text',
      'gone',
      'slug',
    ])
  })

  it('keeps the text as it is and says by whom', () => {
    const { merged, finding } = aMerge()
    const before = bodyOf(merged)
    createSettler(merged, () => 9).settle([finding], 'keep', salma)
    expect(bodyOf(merged)).toEqual(before)
    expect(findingsOf(merged)[0]?.settled).toEqual({ how: 'kept', by: salma, at: 9 })
  })
})

describe('what a person compares', () => {
  const spelled = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join('')

  it("[MV1] marks the words in their author's paragraph, and says that it is gone at the other's", () => {
    const { hers, his, finding } = aMerge()
    const mine = authorPassage(finding, textsOf(projectStory(hers)))
    expect(spelled(mine.pieces)).toBe(`${ferry} Nobody was hurt.`)
    expect(mine.pieces.find(({ kind }) => kind === 'inserted')?.text).toBe(finding.words)
    const theirs = otherPassage(mine, textsOf(projectStory(his)))
    expect(theirs?.gone).toBe(true)
    expect(theirs?.pieces[0]).toMatchObject({ kind: 'deleted' })
  })

  it("[MV1] marks the words also when the author's text is not on this device", () => {
    const { finding } = aMerge()
    const { pieces } = authorPassage(finding, null)
    expect(pieces.find(({ kind }) => kind === 'inserted')?.text).toBe(finding.words)
  })

  it('[MV2] previews a remedy without changing the story', () => {
    const { merged, finding } = aMerge()
    const before = bodyOf(merged)
    if (!finding.remedy) throw new Error('no remedy')
    const [passage] = previewOf(merged, finding.remedy)
    expect(spelled(passage?.pieces ?? [])).toContain('Nobody was hurt')
    expect(bodyOf(merged)).toEqual(before)
    createSettler(merged).settle([finding], 'remedy', salma)
    expect(previewOf(merged, finding.remedy)).toEqual([])
  })
})
