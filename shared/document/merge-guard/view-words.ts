/** The words that one view shows, each with its letters. */
import { type Reading, sortOf, tokenUnit } from './reading.ts'
import type { UnionText } from './union-walk.ts'

export interface ViewWords {
  readonly bit: number
  readonly count: number
  /** Positions of all letters of words, in order. */
  readonly letters: Int32Array
  /** Word w has the letters `starts[w]` up to `starts[w + 1]`. */
  readonly starts: Int32Array
  /** Number of each word's text: equal texts, equal numbers. */
  readonly texts: Int32Array
  /** Position → word, or -1. */
  readonly wordOf: Int32Array
  /** Position → index in `letters`; read only where `wordOf` is not -1. */
  readonly indexOf: Int32Array
}

/** Gives equal texts equal numbers, over all views. */
export class Texts {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const next = this.#texts.push(text) - 1
    this.#numbers.set(text, next)
    return next
  }

  textOf(number: number): string {
    return this.#texts[number] ?? ''
  }
}

/** Number at a place of an array that is known to reach so far. */
export const at = (array: ArrayLike<number>, index: number): number => array[index] ?? -1

/** Sort of each position: 1 letter, 2 between, 3 hidden. */
export function sortsOf(text: UnionText, reading: Reading): Uint8Array {
  const sorts = new Uint8Array(text.size)
  for (let p = 0; p < text.size; p += 1) {
    const sort = sortOf(at(text.units, p), reading)
    sorts[p] = sort === 'letter' ? 1 : sort === 'between' ? 2 : 3
  }
  return sorts
}

export function wordsOf(text: UnionText, sorts: Uint8Array, bit: number, texts: Texts): ViewWords {
  const letters = new Int32Array(text.size)
  const starts = new Int32Array(text.size + 1)
  const wordOf = new Int32Array(text.size).fill(-1)
  const indexOf = new Int32Array(text.size)
  let used = 0
  let count = 0
  let open = false
  let block = -1
  for (let p = 0; p < text.size; p += 1) {
    if ((at(text.masks, p) & bit) === 0 || sorts[p] === 3) continue
    const here = at(text.blockOf, p)
    if (here !== block || sorts[p] === 2) open = false
    block = here
    if (sorts[p] === 2) continue
    if (!open || text.units[p] === tokenUnit) starts[count++] = used
    open = text.units[p] !== tokenUnit
    wordOf[p] = count - 1
    indexOf[p] = used
    letters[used++] = p
  }
  starts[count] = used
  return {
    bit,
    count,
    letters: letters.subarray(0, used),
    starts: starts.subarray(0, count + 1),
    texts: numberTexts(text, letters, starts, count, texts),
    wordOf,
    indexOf,
  }
}

function numberTexts(
  text: UnionText,
  letters: Int32Array,
  starts: Int32Array,
  count: number,
  texts: Texts,
): Int32Array {
  const numbers = new Int32Array(count)
  for (let w = 0; w < count; w += 1) {
    numbers[w] = texts.numberOf(spell(text, letters, at(starts, w), at(starts, w + 1)))
  }
  return numbers
}

/** The text of some letters. */
export function spell(text: UnionText, letters: Int32Array, from: number, to: number): string {
  let word = ''
  for (let i = from; i < to; i += 1) {
    const p = at(letters, i)
    word += text.tokens.get(p) ?? String.fromCharCode(at(text.units, p))
  }
  return word
}
