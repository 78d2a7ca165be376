/** Words of the merge that nobody wrote: two words glued, or one torn apart by another's letters. */
import type { Fates } from './fates.ts'
import { type Lineage, livesOf, rootIn } from './lineage.ts'
import type { Finding } from './merge-report.ts'
import { removeLetters } from './remedy.ts'
import {
  blockOfWord,
  contextOf,
  findingId,
  keyOfLetters,
  lettersAt,
  sliceOf,
  withHidden,
} from './slices.ts'
import { lettersOf, sameRoots, type TypedWord, wantedLetters } from './typed-words.ts'
import { blockIdOf } from './union-walk.ts'
import { at, sameWordIn } from './view-words.ts'

/** One finding a garbled word: what each author had written there. */
export function garbledFindings(
  lineage: Lineage,
  typed: readonly (readonly TypedWord[])[],
  fates: Fates,
): Finding[] {
  const explained = explainedLetters(lineage, typed, fates)
  const found = new Map<string, Finding>()
  const { merged } = lineage
  for (let word = 0; word < merged.count; word += 1) {
    if (sameWordIn(lineage.ancestor, merged, word) !== -1) continue
    const letters = lettersOf(merged, word)
    if (isWritten(lineage, word, letters)) continue
    // Another finding speaks of all of it.
    if (letters.every((p) => explained.has(p))) continue
    const finding = garbled(lineage, word, letters, fates)
    if (finding && !found.has(finding.id)) found.set(finding.id, finding)
  }
  return [...found.values()]
}

/** Letters that another finding already speaks of. */
function explainedLetters(
  lineage: Lineage,
  typed: readonly (readonly TypedWord[])[],
  { extra, returned }: Fates,
): Set<number> {
  const letters = new Set<number>([...extra.keys(), ...returned.keys()])
  for (const { side, word, fate } of typed.flat()) {
    const view = lineage.sides[side]
    if (fate !== 'lost' || !view) continue
    for (const p of lettersOf(view, word)) {
      const root = rootIn(lineage, side, p)
      for (const life of root === -1 ? [p] : livesOf(lineage, root)) letters.add(life)
    }
  }
  return letters
}

/** Does any side, or the ancestor, show this word with these letters? */
export function isWritten(lineage: Lineage, word: number, letters: readonly number[]): boolean {
  const [first = -1] = letters
  const root = at(lineage.roots, first)
  for (const [side, view] of lineage.sides.entries()) {
    for (const p of [first, root, at(lineage.copies[side] ?? [], root)]) {
      const own = p < 0 ? -1 : at(view.wordOf, p)
      if (own !== -1 && isForm(lineage, side, own, letters)) return true
    }
  }
  return isWrittenAs(lineage, word)
}

function isForm(lineage: Lineage, side: number, own: number, letters: readonly number[]): boolean {
  const view = lineage.sides[side]
  return (
    view !== undefined &&
    (sameRoots(lineage, side, lettersOf(view, own), letters) ||
      sameRoots(lineage, side, wantedLetters(lineage, side, view, own), letters))
  )
}

/** A side wrote the same text with some of these letters: it reads as somebody meant it. */
function isWrittenAs({ merged, sides }: Lineage, word: number): boolean {
  const text = at(merged.texts, word)
  return lettersOf(merged, word).some((p) =>
    sides.some((view) => {
      const own = at(view.wordOf, p)
      return own !== -1 && at(view.texts, own) === text
    }),
  )
}

interface Written {
  readonly side: number
  readonly words: string
  readonly letters: readonly number[]
}

/** The words of all sides that lent letters to a word of the merge. */
function writtenThere(lineage: Lineage, letters: readonly number[]): Written[] {
  const written: Written[] = []
  for (const [side, view] of lineage.sides.entries()) {
    for (const own of new Set(letters.map((p) => at(view.wordOf, p)))) {
      if (own === -1) continue
      const key = lettersOf(view, own)
      const words = sliceOf(
        lineage,
        view.bit,
        key[0] ?? 0,
        withHidden(lineage, view.bit, key.at(-1) ?? 0),
      )
      if (!written.some((other) => other.words === words))
        written.push({ side, words, letters: key })
    }
  }
  return written
}

function garbled(
  lineage: Lineage,
  word: number,
  letters: readonly number[],
  { extra, returned }: Fates,
): Finding | null {
  const { text, merged } = lineage
  const written = writtenThere(lineage, letters)
  if (written.length === 0) return null
  const block = text.blocks[blockOfWord(lineage, merged, word)]
  const key = [...new Set(written.flatMap((each) => each.letters))].sort((a, b) => a - b)
  const spare = letters.filter((p) => extra.has(p) || returned.has(p))
  return {
    id: findingId('garbled', keyOfLetters(lineage, key)),
    kind: 'garbled',
    place: block?.place ?? 'body',
    words: written.map((each) => each.words).join(' / '),
    sides: [...new Set(written.map(({ side }) => side))].sort((a, b) => a - b),
    block: blockIdOf(block?.item ?? null),
    ...contextOf(lineage, merged, word, word),
    remedy: spare.length > 0 ? removeLetters(lettersAt(lineage, spare)) : null,
  }
}
