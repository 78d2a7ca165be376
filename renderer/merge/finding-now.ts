/**
 * What the story says now where a finding was made, and which of its words the finding is about: for
 * a desk that has not kept both sides' texts, and for findings that only a person can put right. Pure.
 *
 * MV5  The words that stand now at the place of a finding are found by what was written around them.
 */
import type { MergeFinding, SideLine } from '../../shared/document/merge-findings.ts'
import {
  authorPassage,
  inContext,
  keyOf,
  marked,
  otherPassage,
  type Passage,
  type Span,
  same,
  spanOf,
  type Texts,
} from './finding-texts.ts'

/** So many words on each side tell a place. */
const near = 3
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** A paragraph that kept fewer of the words around is another paragraph. */
const keptPart = 0.5

const standsNowhere: ReadonlySet<MergeFinding['kind']> = new Set([
  'lost-typed',
  'lost-moved',
  'field',
])

/** The letters of a text that the finding is about; null when nothing there speaks of it. */
export function spanNow(finding: MergeFinding, text: string): Span | null {
  if (standsNowhere.has(finding.kind)) return null
  // What nobody wrote has no words to look for: it stands between those around it.
  if (finding.kind !== 'garbled') return spanOf(finding.words, text)
  const before = wordsOf(finding.before).slice(-near).join(' ')
  const after = wordsOf(finding.after).slice(0, near).join(' ')
  const left = before === '' ? { from: 0, to: 0 } : spanOf(before, text)
  if (!left) return null
  const rest = text.slice(left.to)
  const right = after === '' ? { from: rest.length, to: rest.length } : spanOf(after, rest)
  if (!right) return null
  const between = rest.slice(0, right.from)
  const word = between.trim()
  if (word === '') return null
  const from = left.to + between.indexOf(word)
  return { from, to: from + word.length }
}

/** What stands there now, with the words in question marked; or that the passage is gone. */
export function passageNow(finding: MergeFinding, texts: Texts): Passage {
  const key = keyOf(finding)
  const text = texts.get(key) ?? ''
  const around = [finding.before, finding.after].filter((part) => part !== '').join(' ')
  if (finding.place === 'body' && isElsewhere(around, text)) {
    return { key: null, pieces: [{ kind: 'deleted', text: around }], gone: true }
  }
  const span = spanNow(finding, text)
  if (!span) return { key, pieces: same(text), gone: false }
  const { from, to } = span
  const pieces = [
    ...same(text.slice(0, from)),
    marked(text.slice(from, to)),
    ...same(text.slice(to)),
  ]
  return { key, pieces, gone: false }
}

/** The block that is named is only the neighbour of one that is gone. */
function isElsewhere(around: string, text: string): boolean {
  const words = wordsOf(around)
  const there = new Set(wordsOf(text))
  return (
    words.length > 0 && words.filter((word) => there.has(word)).length < words.length * keptPart
  )
}

/** The whole lines that travel with a finding, its author's first, as they are shown. */
export function linesOf({ authors, lines }: MergeFinding): readonly [SideLine, SideLine] | null {
  if (!lines) return null
  const [one, two] = lines
  const isSecond = authors[0] !== undefined && !one.by.includes(authors[0])
  return isSecond ? [two, one] : [one, two]
}

/** Both lines, and in each what of the finding its people wrote. */
export function linesWritten(finding: MergeFinding): [Passage, Passage] | null {
  const lines = linesOf(finding)
  if (!lines) return null
  const texts = ({ text }: SideLine): Texts => new Map([[finding.place, text]])
  const [one, two] = lines.map(texts) as [Texts, Texts]
  const both = wordsOfBoth(finding)
  const mine = authorPassage({ ...finding, words: both?.[0] ?? finding.words }, one)
  return both
    ? [mine, authorPassage({ ...finding, words: both[1] }, two)]
    : [mine, otherPassage(mine, two) ?? mine]
}

/** The word that each of two people wrote where nobody's stands. */
function wordsOfBoth({ kind, words }: MergeFinding): readonly [string, string] | null {
  const [one, two, more] = words.split(' / ')
  return kind !== 'garbled' || !one || !two || more !== undefined ? null : [one, two]
}

/** What each of two people had written where nobody's word stands now; null for other findings. */
export function bothWrote(finding: MergeFinding): [Passage, Passage] | null {
  const both = wordsOfBoth(finding)
  const passage = (word: string): Passage => ({
    key: null,
    pieces: inContext(finding, word),
    gone: false,
  })
  return both && [passage(both[0]), passage(both[1])]
}
