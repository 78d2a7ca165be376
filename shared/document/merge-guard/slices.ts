/** Cuts readable text out of a view: the words of a finding and what stood around them. */
import { hashId } from './hash.ts'
import type { Lineage } from './lineage.ts'
import { tokenUnit } from './reading.ts'
import type { Letters } from './remedy.ts'
import { at, type ViewWords } from './view-words.ts'

/** A usual paragraph, so that who has only the finding reads what was around its words. */
export const contextWords = 40
const space = 32

export const isVisible = ({ text }: Lineage, bit: number, p: number): boolean =>
  (at(text.masks, p) & bit) !== 0

export const isSpace = (unit: number): boolean =>
  unit === space || unit === 0xa0 || (unit >= 9 && unit <= 13) || unit === 0x2028

/** All a view shows from one position to another, hidden units too: they belong to their words. */
export function sliceOf(lineage: Lineage, bit: number, from: number, to: number): string {
  let slice = ''
  for (let p = from; p <= to; p += 1) {
    if (isVisible(lineage, bit, p)) slice += textAt(lineage, p)
  }
  return slice
}

/** One position as it reads. */
export function textAt({ text }: Lineage, p: number): string {
  const unit = at(text.units, p)
  return unit === tokenUnit ? (text.tokens.get(p) ?? '') : String.fromCharCode(unit)
}

/** The words before and after, at most so many, within the same block of that view. */
export function contextOf(
  lineage: Lineage,
  view: ViewWords,
  firstWord: number,
  lastWord: number,
): { before: string; after: string } {
  const first = at(view.letters, at(view.starts, firstWord))
  const last = at(view.letters, at(view.starts, lastWord + 1) - 1)
  const from = wordInBlock(lineage, view, firstWord, -contextWords)
  const to = wordInBlock(lineage, view, lastWord, contextWords)
  const start = at(view.letters, at(view.starts, from))
  const end = at(view.letters, at(view.starts, to + 1) - 1)
  return {
    before: from === firstWord ? '' : sliceOf(lineage, view.bit, start, first - 1).trim(),
    after: to === lastWord ? '' : sliceOf(lineage, view.bit, last + 1, end).trim(),
  }
}

/** The word so many words away, but not beyond the block's end. */
function wordInBlock(lineage: Lineage, view: ViewWords, word: number, by: number): number {
  const block = blockOfWord(lineage, view, word)
  const step = Math.sign(by)
  let reached = word
  for (let n = 0; n < Math.abs(by); n += 1) {
    const next = reached + step
    if (next < 0 || next >= view.count || blockOfWord(lineage, view, next) !== block) break
    reached = next
  }
  return reached
}

export const blockOfWord = ({ text }: Lineage, view: ViewWords, word: number): number =>
  at(text.blockOf, at(view.letters, at(view.starts, word)))

/** Names letters, equal on every desk, stretches in one piece. */
export function keyOfLetters({ text }: Lineage, positions: readonly number[]): string {
  let key = ''
  let client = -1
  let clock = -1
  for (const p of positions) {
    const next = at(text.clocks, p)
    const isNext = at(text.clients, p) === client && next === clock + 1
    if (!isNext) key += `${key === '' ? '' : `-${clock},`}${at(text.clients, p)}:${next}`
    client = at(text.clients, p)
    clock = next
  }
  return `${key}-${clock}`
}

export const lettersAt = ({ text }: Lineage, positions: Iterable<number>): Letters =>
  Array.from(positions, (p) => ({ client: at(text.clients, p), clock: at(text.clocks, p) }))

/** The last position of a word and of the hidden units that belong to it. */
export function withHidden(lineage: Lineage, bit: number, last: number): number {
  const { text, sorts } = lineage
  let end = last
  for (let p = last + 1; p < text.size; p += 1) {
    if (!isVisible(lineage, bit, p)) continue
    if (sorts[p] !== 3 || at(text.blockOf, p) !== at(text.blockOf, last)) break
    end = p
  }
  return end
}

export const findingId = (kind: string, key: string): string => `${kind}-${hashId(key)}`
