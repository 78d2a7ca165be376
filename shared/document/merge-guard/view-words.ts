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

interface Letters {
  readonly text: UnionText
  readonly sorts: Uint8Array
  readonly texts: Texts
}

/** The words of one view; `known` spares spelling the words that are in it already. */
export function wordsOf(from: Letters, bit: number, known: ViewWords | null = null): ViewWords {
  const { text, sorts } = from
  const { masks, units, blockOf } = text
  const letters = new Int32Array(text.size)
  const starts = new Int32Array(text.size + 1)
  const wordOf = new Int32Array(text.size).fill(-1)
  let used = 0
  let count = 0
  let open = false
  let block = -1
  for (let p = 0; p < text.size; p += 1) {
    if ((at(masks, p) & bit) === 0 || sorts[p] === 3) continue
    const here = at(blockOf, p)
    if (here !== block || sorts[p] === 2) open = false
    block = here
    if (sorts[p] === 2) continue
    if (!open || units[p] === tokenUnit) starts[count++] = used
    open = units[p] !== tokenUnit
    wordOf[p] = count - 1
    letters[used++] = p
  }
  starts[count] = used
  const view = {
    bit,
    count,
    letters: letters.subarray(0, used),
    starts: starts.subarray(0, count + 1),
    texts: new Int32Array(count),
    wordOf,
  }
  for (let w = 0; w < count; w += 1) {
    const same = known === null ? -1 : sameWordIn(known, view, w)
    view.texts[w] =
      known !== null && same !== -1
        ? at(known.texts, same)
        : from.texts.numberOf(spell(text, letters, at(starts, w), at(starts, w + 1)))
  }
  return view
}

/** The word of another view with the very same letters, or -1. */
export function sameWordIn(
  other: Pick<ViewWords, 'starts' | 'letters' | 'wordOf'>,
  view: Pick<ViewWords, 'starts' | 'letters'>,
  word: number,
): number {
  const from = at(view.starts, word)
  const length = at(view.starts, word + 1) - from
  const same = at(other.wordOf, at(view.letters, from))
  if (same === -1) return -1
  const start = at(other.starts, same)
  if (at(other.starts, same + 1) - start !== length) return -1
  for (let i = 0; i < length; i += 1) {
    if (at(other.letters, start + i) !== at(view.letters, from + i)) return -1
  }
  return same
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
