/** Findings for words that stand once too often, or stand though a side dropped them. */
import type { Fates } from './fates.ts'
import { isWritten } from './garbled.ts'
import { isAlive, type Lineage } from './lineage.ts'
import type { Finding } from './merge-report.ts'
import { removeLetters } from './remedy.ts'
import {
  blockOfWord,
  contextOf,
  findingId,
  isSpace,
  keyOfLetters,
  lettersAt,
  sliceOf,
  withHidden,
} from './slices.ts'
import { lettersOf } from './typed-words.ts'
import { blockIdOf } from './union-walk.ts'
import { at } from './view-words.ts'

export function removalFindings(lineage: Lineage, { extra, returned }: Fates): Finding[] {
  const doubles = runsWith(lineage, [...extra.keys()])
  const backs = runsWith(
    lineage,
    [...returned.keys()].filter((p) => !extra.has(p)),
  )
  return [
    ...doubles.map((run) => finding(lineage, 'doubled', run, sidesOf(run, extra))),
    ...backs.map((run) => finding(lineage, 'returned', run, sidesOf(run, returned))),
  ]
}

const sidesOf = ({ letters }: MergedRun, sides: ReadonlyMap<number, readonly number[]>): number[] =>
  [...new Set(letters.flatMap((p) => sides.get(p) ?? []))].sort((a, b) => a - b)

interface MergedRun {
  readonly first: number
  readonly last: number
  /** The letters to take away. */
  readonly letters: readonly number[]
}

/** Words of the merge in a row, within a block, that hold marked letters. */
function runsWith(lineage: Lineage, marked: readonly number[]): MergedRun[] {
  const { merged } = lineage
  const runs: MergedRun[] = []
  let open: { first: number; last: number; letters: number[] } | null = null
  const byWord = new Map<number, number[]>()
  for (const p of [...marked].sort((a, b) => a - b)) {
    const word = at(merged.wordOf, p)
    if (word !== -1) byWord.set(word, [...(byWord.get(word) ?? []), p])
  }
  for (const [word, letters] of byWord) {
    if (readsWell(lineage, word, letters)) continue
    const goesOn =
      open !== null &&
      open.last === word - 1 &&
      blockOfWord(lineage, merged, open.first) === blockOfWord(lineage, merged, word) &&
      sameAuthorsSee(lineage, open.letters, letters)
    if (open !== null && goesOn) {
      open.last = word
      open.letters.push(...letters)
    } else {
      open = { first: word, last: word, letters }
      runs.push(open)
    }
  }
  return runs
}

/**
 * Single letters of a word that reads as somebody wrote it: letters that look alike have changed
 * places, and nobody sees a difference.
 */
function readsWell(lineage: Lineage, word: number, marked: readonly number[]): boolean {
  const letters = lettersOf(lineage.merged, word)
  return marked.length < letters.length && isWritten(lineage, word, letters)
}

/** One side's copy and another's are two findings, even side by side. */
const sameAuthorsSee = (
  { text }: Lineage,
  [a = 0]: readonly number[],
  [b = 0]: readonly number[],
): boolean => at(text.masks, a) === at(text.masks, b)

function finding(
  lineage: Lineage,
  kind: 'doubled' | 'returned',
  run: MergedRun,
  sides: readonly number[],
): Finding {
  const { text, merged } = lineage
  const first = run.letters[0] ?? 0
  const last = run.letters.at(-1) ?? first
  const block = text.blocks[at(text.blockOf, first)]
  return {
    id: findingId(kind, keyOfLetters(lineage, run.letters)),
    kind,
    place: block?.place ?? 'body',
    words: sliceOf(lineage, text.mergeBit, first, withHidden(lineage, text.mergeBit, last)),
    sides,
    block: blockIdOf(block?.item ?? null),
    ...contextOf(lineage, merged, run.first, run.last),
    remedy: removeLetters(lettersAt(lineage, takenAway(lineage, run.letters))),
  }
}

/** The letters, what stands between them, the marks that came with them, and one space. */
function takenAway(lineage: Lineage, letters: readonly number[]): number[] {
  const { text, sorts } = lineage
  const marked = new Set(letters)
  const first = letters[0] ?? 0
  const last = letters.at(-1) ?? first
  const taken: number[] = []
  for (let p = first; p <= last; p += 1) {
    if (!isAlive(lineage, p)) continue
    if (sorts[p] === 1 && !marked.has(p)) return [...letters]
    taken.push(p)
  }
  const cameWith = (p: number) => at(text.masks, p) === at(text.masks, last)
  let after = livingAfter(lineage, last)
  while (after !== -1 && (sorts[after] === 3 || (isMark(lineage, after) && cameWith(after)))) {
    taken.push(after)
    after = livingAfter(lineage, after)
  }
  const before = livingBefore(lineage, first)
  const spaces = [after, before].filter((p) => p !== -1 && isSpace(at(text.units, p)))
  const space = spaces.find(cameWith) ?? spaces[0]
  return space === undefined ? taken : [...taken, space]
}

const isMark = ({ text, sorts }: Lineage, p: number): boolean =>
  sorts[p] === 2 && !isSpace(at(text.units, p))

function livingAfter(lineage: Lineage, last: number): number {
  const { text } = lineage
  for (let p = last + 1; p < text.size; p += 1) {
    if (at(text.blockOf, p) !== at(text.blockOf, last)) return -1
    if (isAlive(lineage, p)) return p
  }
  return -1
}

function livingBefore(lineage: Lineage, first: number): number {
  const { text } = lineage
  for (let p = first - 1; p >= 0; p -= 1) {
    if (at(text.blockOf, p) !== at(text.blockOf, first)) return -1
    if (isAlive(lineage, p)) return p
  }
  return -1
}
