import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unpackUpdate } from '../encoding.ts'
import { bodyRoot, bodyRootName, stateAttribute } from '../story-doc.ts'
import { applyRemedy } from './apply-remedy.ts'
import type { Finding } from './merge-report.ts'
import { identityOf } from './remedy.ts'
import { insertBlock, insertParts, insertText, plainRun } from './restored-text.ts'
import { findingsOf, linesOf, load, Side, sideOf, storyOf } from './testing/a-merge.ts'
import { foldTwins } from './twins.ts'

const ancestor = storyOf('The ferry leaves at six.', 'Tickets cost eleven crowns.', 'The end.')

function remedyOf(finding: Finding | undefined): Uint8Array {
  if (!finding?.remedy) throw new Error('no remedy')
  return finding.remedy
}

function meet(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdateV2(a, Y.encodeStateAsUpdateV2(b))
  Y.applyUpdateV2(b, Y.encodeStateAsUpdateV2(a))
}

describe('remedies', () => {
  const moved = sideOf(ancestor, (a) => a.move(1, 2))
  const typed = sideOf(ancestor, (b) => b.type(1, 'at least ', 'eleven'))
  const deleted = sideOf(ancestor, (a) => a.remove(1))

  it('[MGR1] pressed on two desks at once bring the words back once', () => {
    const one = findingsOf({ ancestor, sides: [moved, typed] })
    const two = findingsOf({ ancestor, sides: [typed, moved] })
    expect(remedyOf(one[0])).toEqual(remedyOf(two[0]))
    const [a, b] = [load(ancestor, moved, typed), load(ancestor, typed, moved)]
    applyRemedy(a, remedyOf(one[0]), 'test')
    applyRemedy(b, remedyOf(two[0]), 'test')
    meet(a, b)

    expect(linesOf(a)).toContain('Tickets cost at least eleven crowns.')
    expect(linesOf(b)).toEqual(linesOf(a))
  })

  it('[MGP1] bring words of a deleted block back as a block of its own at its place', () => {
    const [finding] = findingsOf({ ancestor, sides: [deleted, typed] })
    const doc = load(ancestor, deleted, typed)
    expect(applyRemedy(doc, remedyOf(finding), 'test')).toBe('applied')
    expect(linesOf(doc)).toEqual(['The ferry leaves at six.', 'at least', 'The end.'])
    expect((bodyRoot(doc).get(1) as Y.XmlElement).getAttribute('s_blockId')).toMatch(/^restored-/)
  })

  it('[MGL1] bring all lost words of one place back with one key', () => {
    const both = sideOf(ancestor, (b) => {
      b.type(1, 'at least ', 'eleven')
      b.type(1, 'for now ', 'crowns')
    })
    const findings = findingsOf({ ancestor, sides: [deleted, both] })
    expect(findings.map(({ words }) => words)).toEqual(['at least … for now'])
    const doc = load(ancestor, deleted, both)
    applyRemedy(doc, remedyOf(findings[0]), 'test')
    expect(linesOf(doc)).toContain('at least for now')
  })

  it('[MGA1] find another place when theirs is gone, the same on every desk', () => {
    const [finding] = findingsOf({ ancestor, sides: [moved, typed] })
    const desks = [0, 1].map(() => load(ancestor, moved, typed))
    const [a, b] = desks as [Y.Doc, Y.Doc]
    const gone = linesOf(a).findIndex((line) => line.startsWith('Tickets'))
    new Side(a).remove(gone)
    Y.applyUpdateV2(b, Y.encodeStateAsUpdateV2(a))

    expect(desks.map((doc) => applyRemedy(doc, remedyOf(finding), 'test'))).toEqual([
      'elsewhere',
      'elsewhere',
    ])
    applyRemedy(a, remedyOf(finding), 'test')
    meet(a, b)
    expect(linesOf(a)).toEqual(['The ferry leaves at six.', 'The end.', 'at least'])
    expect(linesOf(b)).toEqual(linesOf(a))
  })

  it('[MGA2] restored at two places by desks that judged different inputs stand once', () => {
    const doc = load(ancestor)
    const item = new Side(doc).text(0)._start
    const at = (clock: number) => new Y.ID(item?.id.client ?? 0, (item?.id.clock ?? 0) + clock)
    const twins = [2, 8].map((clock) => {
      const place = { origin: at(clock), rightOrigin: at(clock + 1), marks: 0 }
      return insertText([plainRun(' soon')], place, 'lost')
    })
    const desks = twins.map((twin) => {
      const desk = load(ancestor)
      applyRemedy(desk, twin, 'test')
      return desk
    })
    const [a, b] = desks as [Y.Doc, Y.Doc]
    meet(a, b)
    expect(linesOf(a)[0]?.match(/soon/g)).toHaveLength(2)
    foldTwins(a, 'test')
    foldTwins(b, 'test')
    meet(a, b)

    expect(linesOf(a)[0]?.match(/soon/g)).toHaveLength(1)
    expect(linesOf(b)).toEqual(linesOf(a))
    expect(identityOf(2 ** 32 - 1)).toBeNull()
  })

  it('[MGT1] leave what somebody wrote into a copy that goes', () => {
    const block = new Side(load(ancestor)).text(1).parent?._item
    if (!block) throw new Error('no block')
    const places = [
      { origin: block.lastId, rightOrigin: block.right?.id ?? null, root: null },
      { origin: null, rightOrigin: null, root: bodyRootName },
    ]
    const attributes = [[stateAttribute('kind'), 'heading'] as const]
    const twins = places.map((place) =>
      insertBlock({ runs: [plainRun('Soon.')], attributes }, place, 'lost'),
    )
    const [a, b] = twins.map((twin) => load(ancestor, twin)) as [Y.Doc, Y.Doc]
    for (const doc of [a, b]) {
      const at = linesOf(doc).indexOf('Soon.')
      new Side(doc).text(at).insert('Soon.'.length, ' Or never.')
    }
    meet(a, b)
    for (const doc of [a, b]) foldTwins(doc, 'test')
    meet(a, b)

    expect(linesOf(a).sort()).toEqual(
      [...linesOf(load(ancestor)), 'Soon. Or never.', ' Or never.'].sort(),
    )
    expect(linesOf(b)).toEqual(linesOf(a))
    const kinds = bodyRoot(a)
      .toArray()
      .filter((one) => (one as Y.XmlElement).getAttribute(stateAttribute('kind')) === 'heading')
    expect(kinds).toHaveLength(2)
  })

  it('[MGR1] differ in their author where the letters beside them look otherwise', () => {
    const item = new Side(load(ancestor)).text(0)._start
    if (!item) throw new Error('no text')
    const right = { origin: null, rightOrigin: item.id }
    const border = { origin: null, rightOrigin: null, left: null }
    const clients = [0, 1].map((marks) => {
      const update = insertParts(
        [plainRun('soon')],
        { ...border, right: { ...right, marks } },
        'lost',
      )
      return Y.decodeUpdateV2(unpackUpdate(update)).structs[0]?.id.client
    })
    expect(clients[0]).not.toBe(clients[1])
  })

  it('[MGA3] remove a block that was moved twice whole, and nothing else', () => {
    const other = sideOf(ancestor, (b) => b.move(1, 0))
    const [finding, ...more] = findingsOf({ ancestor, sides: [moved, other] })
    expect([finding?.kind, more]).toEqual(['doubled', []])
    const [a, b] = [load(ancestor, moved, other), load(ancestor, other, moved)]
    for (const doc of [a, b]) applyRemedy(doc, remedyOf(finding), 'test')
    meet(a, b)

    expect(linesOf(a).filter((line) => line === 'Tickets cost eleven crowns.')).toHaveLength(1)
    expect(linesOf(a)).toHaveLength(3)
    expect(linesOf(b)).toEqual(linesOf(a))
  })
})
