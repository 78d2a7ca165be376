/** Words of the merge that nobody wrote: two words glued, or one torn apart by another's letters. */
import type { Fates } from './fates.ts'
import { hasRoot, isAlive, type Lineage } from './lineage.ts'
import type { Finding } from './merge-report.ts'
import { blockOfWord, contextOf, findingId, keyOfLetters, sliceOf } from './slices.ts'
import { sameRoots, type TypedWord } from './typed-words.ts'
import { blockIdOf } from './union-walk.ts'
import { at } from './view-words.ts'

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
    if (letters.some((p) => explained.has(p))) continue
    const finding = garbled(lineage, word, letters)
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
    for (let i = at(view.starts, word); i < at(view.starts, word + 1); i += 1) {
      const p = at(view.letters, i)
      if (isAlive(lineage, p) && !hasRoot(lineage, p)) letters.add(p)
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

/** The same text, made of letters of one side's word: a copy that could not be followed. */
function isWrittenAs({ merged, sides }: Lineage, word: number): boolean {
  const first = at(merged.letters, at(merged.starts, word))
  return sides.some((view) => {
    const own = at(view.wordOf, first)
    return own !== -1 && at(view.texts, own) === at(merged.texts, word)
  })
}

function garbled(lineage: Lineage, word: number, letters: readonly number[]): Finding | null {
  const { text, merged, sides } = lineage
  const written: { side: number; word: number; words: string; key: number[] }[] = []
  for (const [side, view] of sides.entries()) {
    for (const own of new Set(letters.map((p) => at(view.wordOf, p)))) {
      if (own === -1) continue
      const key = [...view.letters.subarray(at(view.starts, own), at(view.starts, own + 1))]
      const last = key.at(-1) ?? 0
      const words = sliceOf(lineage, view.bit, key[0] ?? 0, last)
      if (!written.some((other) => other.words === words))
        written.push({ side, word: own, words, key })
    }
  }
  if (written.length === 0) return null
  const block = text.blocks[blockOfWord(lineage, merged, word)]
  const key = [...new Set(written.flatMap((each) => each.key))].sort((a, b) => a - b)
  return {
    id: findingId('garbled', keyOfLetters(lineage, key)),
    kind: 'garbled',
    place: block?.place ?? 'body',
    words: written.map((each) => each.words).join(' / '),
    sides: [...new Set(written.map(({ side }) => side))],
    block: blockIdOf(block?.item ?? null),
    ...contextOf(lineage, merged, word, word),
    remedy: null,
  }
}
