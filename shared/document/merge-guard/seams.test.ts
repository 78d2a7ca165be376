import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packUpdate } from '../encoding.ts'
import { applyRemedy } from './apply-remedy.ts'
import { removeLetters } from './remedy.ts'
import { insertText, plainRun } from './restored-text.ts'
import { spacesTakenBy } from './seams.ts'
import { linesOf, load, Side, storyOf } from './testing/a-merge.ts'

const line = 'The ferry leaves at six.'
const ancestor = storyOf(line)

function lettersOf(doc: Y.Doc, words: string): { client: number; clock: number }[] {
  const item = new Side(doc).text(0)._start
  const from = line.indexOf(words)
  const { client, clock } = item?.id ?? { client: 0, clock: 0 }
  return [...words].map((_, n) => ({ client, clock: clock + from + n }))
}

const idOf = (doc: Y.Doc, words: string): Y.ID => {
  const [{ client, clock } = { client: 0, clock: 0 }] = lettersOf(doc, words)
  return new Y.ID(client, clock)
}

describe('seams', () => {
  const plain = load(ancestor)
  const back = insertText(
    [plainRun(' always')],
    { origin: idOf(plain, 'y leaves'), rightOrigin: idOf(plain, ' leaves'), marks: 0 },
    'lost',
  )
  const gone = removeLetters(lettersOf(plain, ' leaves '))

  it('[MGS1] a removal that took the space of words that came back gives them one', () => {
    const desks = [0, 1].map(() => load(ancestor))
    for (const doc of desks) for (const remedy of [back, gone]) applyRemedy(doc, remedy, 'test')
    const [a, b] = desks as [Y.Doc, Y.Doc]
    expect(linesOf(a)).toEqual(['The ferry always at six.'])
    expect(Y.encodeStateAsUpdateV2(a)).toEqual(Y.encodeStateAsUpdateV2(b))
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    expect(linesOf(a)).toEqual(['The ferry always at six.'])
  })

  it('[MGS1] words that come back where a space is gone by now get one on either side', () => {
    const doc = load(ancestor)
    applyRemedy(doc, gone, 'test')
    expect(linesOf(doc)).toEqual(['The ferry at six.'])
    applyRemedy(doc, back, 'test')
    expect(linesOf(doc)[0]).toMatch(/^The ferry +always +at six\.$/)
  })

  it('[MGS1] letters taken out of a word leave no gap, nor words before a full stop', () => {
    const doc = load(ancestor)
    applyRemedy(doc, removeLetters(lettersOf(doc, 'rr')), 'test')
    applyRemedy(doc, removeLetters(lettersOf(doc, ' six')), 'test')
    expect(linesOf(doc)).toEqual(['The fey leaves at.'])
  })

  it('[MGS1] two texts of one block are one to a reader', () => {
    const doc = load(ancestor)
    const block = new Side(doc).text(0).parent
    if (!(block instanceof Y.XmlElement)) throw new Error('no block')
    block.insert(1, [new Y.XmlText('Tickets cost eleven.')])
    applyRemedy(doc, removeLetters(lettersOf(doc, ' at six.')), 'test')
    expect(linesOf(doc)).toEqual(['The ferry leaves Tickets cost eleven.'])
  })

  it('[MGS1] words beside a link get their space outside of it', () => {
    const doc = load(ancestor)
    const block = new Side(doc).text(0).parent
    if (!(block instanceof Y.XmlElement)) throw new Error('no block')
    const link = new Y.XmlElement('link')
    link.insert(0, [new Y.XmlText('today')])
    block.insert(1, [link, new Y.XmlText(' and tomorrow')])
    const behind = () => block.get(2) as Y.XmlText
    applyRemedy(doc, removeLetters(lettersOf(doc, ' at six.')), 'test')
    expect(linesOf(doc)).toEqual(['The ferry leaves <link>today</link> and tomorrow'])
    const space = behind()._start?.id ?? new Y.ID(0, 0)
    applyRemedy(doc, removeLetters([{ client: space.client, clock: space.clock }]), 'test')
    expect(linesOf(doc)).toEqual(['The ferry leaves <link>today</link> and tomorrow'])
    expect(behind().toString()).toBe(' and tomorrow')
  })

  it('are not looked for among letters that nobody has', () => {
    const doc = load(ancestor)
    const first = idOf(doc, 'The')
    const encoder = new Y.UpdateEncoderV2()
    for (const count of [0, 1]) encoding.writeVarUint(encoder.restEncoder, count)
    encoding.writeVarUint(encoder.restEncoder, first.client)
    encoding.writeVarUint(encoder.restEncoder, 1)
    encoder.writeDsClock(first.clock)
    encoder.writeDsLen(2 ** 45)
    const endless = packUpdate(encoder.toUint8Array())
    expect(spacesTakenBy(doc, endless).length).toBeLessThan(20)
  })
})
