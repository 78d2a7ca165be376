/** Words of the merge that nobody wrote: two words glued, or one torn apart by another's letters. */
import type { Fates } from './fates.ts'
import { type Lineage, livesOf } from './lineage.ts'
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
import { sameRoots, type TypedWord } from './typed-words.ts'
import { blockIdOf } from './union-walk.ts'
import { at, type ViewWords } from './view-words.ts'

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
    const from = at(merged.starts, word)
    const to = at(merged.starts, word + 1)
    if (isWritten(lineage, word, from, to)) continue
    const letters = [...merged.letters.subarray(from, to)]
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
      for (const life of [p, ...livesOf(lineage, at(lineage.roots, p))]) letters.add(life)
    }
  }
  return letters
}

/** Does any side, or the ancestor, show this word with these letters? */
function isWritten(lineage: Lineage, word: number, from: number, to: number): boolean {
  const { merged, roots } = lineage
  const first = at(merged.letters, from)
  for (const [side, view] of [lineage.ancestor, ...lineage.sides].entries()) {
    const root = at(roots, first)
    const copy = side === 0 ? -1 : at(lineage.copies[side - 1] ?? [], root)
    for (const p of [first, root, copy]) {
      const own = p === -1 ? -1 : at(view.wordOf, p)
      if (own !== -1 && sameRoots(lineage, view, own, merged, from, to)) return true
    }
  }
  return isWrittenAs(lineage, word)
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

const lettersOf = (view: ViewWords, word: number): number[] => [
  ...view.letters.subarray(at(view.starts, word), at(view.starts, word + 1)),
]
