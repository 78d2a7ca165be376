import { expect, it } from 'vitest'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { newUserId } from '../../shared/model/ids.ts'
import { bothWrote, linesWritten, passageNow, spanNow } from './finding-now.ts'

const finding = (part: Partial<MergeFinding>): MergeFinding => ({
  id: 'f',
  kind: 'garbled',
  place: 'body',
  words: '',
  authors: [],
  others: [],
  block: 'b1',
  before: '',
  after: '',
  remedy: null,
  foundAt: 0,
  ...part,
})
const cut = (text: string, span: { from: number; to: number } | null) =>
  span && text.slice(span.from, span.to)

it('[MV5] what nobody wrote is found between the words around it', () => {
  const garbled = finding({
    words: 'secondary / secondhand',
    before: 'The mayor promised a',
    after: 'quay before the winter',
  })
  const text = 'The mayor promised a secondaryhand quay before the winter.'
  expect(cut(text, spanNow(garbled, text))).toBe('secondaryhand')
  // Put right by hand, it is found still; with its surroundings gone, it is not.
  const righted = 'Once the mayor promised a second quay before the winter.'
  expect(cut(righted, spanNow(garbled, righted))).toBe('second')
  expect(spanNow(garbled, 'The mayor promised nothing.')).toBeNull()
  expect(spanNow(garbled, 'The mayor promised a quay before the winter.')).toBeNull()
})

it('[MV5] it is found at the beginning, at the end and alone', () => {
  expect(cut('xyz is here', spanNow(finding({ after: 'is here' }), 'xyz is here'))).toBe('xyz')
  expect(cut('here is xyz', spanNow(finding({ before: 'here is' }), 'here is xyz'))).toBe('xyz')
  expect(cut('xyz', spanNow(finding({}), 'xyz'))).toBe('xyz')
})

it('[MV5] Arabic words are words', () => {
  const text = 'وعد رئيس البلدية برصيفثانٍ قبل الشتاء.'
  const garbled = finding({ before: 'وعد رئيس البلدية', after: 'قبل الشتاء' })
  expect(cut(text, spanNow(garbled, text))).toBe('برصيفثانٍ')
})

it('words that stand alone are found where they stand; lost ones nowhere', () => {
  const text = 'A crane driver saw. He called the port authority.'
  const apart = finding({ kind: 'apart', words: 'He called the port' })
  expect(cut(text, spanNow(apart, text))).toBe('He called the port')
  expect(spanNow(finding({ kind: 'lost-typed', words: 'He called' }), text)).toBeNull()
})

it('a paragraph that is gone is not mistaken for its neighbour', () => {
  const lost = finding({
    kind: 'lost-typed',
    words: 'Nobody was hurt.',
    before: 'The ferry turned back with ninety passengers',
  })
  const neighbour = new Map([['block b1', 'Fog closed the harbour shortly after nine.']])
  expect(passageNow(lost, neighbour)).toEqual({
    key: null,
    pieces: [{ kind: 'deleted', text: 'The ferry turned back with ninety passengers' }],
    gone: true,
  })
  const itself = new Map([['block b1', 'The ferry turned back with passengers.']])
  expect(passageNow(lost, itself)).toMatchObject({ key: 'block b1', gone: false })
})

it('both people’s words stand in what was around them', () => {
  const garbled = finding({ words: 'secondary / secondhand', before: 'a', after: 'quay' })
  const texts = bothWrote(garbled)?.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
  expect(texts).toEqual(['a secondary quay', 'a secondhand quay'])
  const long = finding({ ...garbled, before: 'so '.repeat(40).trim() })
  expect(bothWrote(long)?.[0].pieces[0]?.text).toMatch(/^… so so/)
  expect(bothWrote(finding({ words: 'one / two / three' }))).toBeNull()
  expect(bothWrote(finding({ kind: 'apart', words: 'one / two' }))).toBeNull()
})

it("[MF3] both whole lines that travel with a finding are read, its author's first", () => {
  const [salma, majid] = [newUserId(), newUserId()]
  const lines: MergeFinding['lines'] = [
    { by: [majid], text: 'Storm keeps ferry in port' },
    { by: [salma], text: 'Ninety wait for the ferry' },
  ]
  const spelled = (found: MergeFinding) =>
    linesWritten(found)?.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
  const marks = (found: MergeFinding) =>
    linesWritten(found)?.map(
      ({ pieces }) => pieces.find(({ kind }) => kind === 'inserted')?.text ?? null,
    )
  const place = 'headline'
  const mixed = finding({ place, authors: [salma, majid], words: 'Ninety / port', lines })
  expect(spelled(mixed)).toEqual(['Ninety wait for the ferry', 'Storm keeps ferry in port'])
  expect(marks(mixed)).toEqual(['Ninety', 'port'])
  const lost = finding({ place, kind: 'lost-typed', authors: [majid], words: 'Storm keeps', lines })
  expect(spelled(lost)?.[0]).toBe('Storm keeps ferry in port')
  expect(marks(lost)?.[0]).toBe('Storm keeps')
  expect(linesWritten(finding({ place, words: 'Ninety / port' }))).toBeNull()
})
