/** Words that a side wrote itself, and whether they stand in the merge. */
import {
  carriedBy,
  droppersOf,
  hasRoot,
  isAlive,
  type Lineage,
  livesOf,
  wasTakenBack,
} from './lineage.ts'
import { at, type ViewWords } from './view-words.ts'

/**
 *     stands   all letters alive, side by side, alone in their word
 *     broken   all letters alive, but glued to others or split
 *     lost     letters are missing
 *     dropped  somebody who knew the word took it back
 */
export type Fate = 'stands' | 'broken' | 'lost' | 'dropped'

export interface TypedWord {
  readonly side: number
  /** Its number in the side's view. */
  readonly word: number
  /** Written letter by letter here; false: an older word with letters taken out. */
  readonly fresh: boolean
  fate: Fate
}

export function typedWords(lineage: Lineage, side: number): TypedWord[] {
  const view = lineage.sides[side]
  if (!view) return []
  const found: TypedWord[] = []
  for (let word = 0; word < view.count; word += 1) {
    const how = howWritten(lineage, side, view, word)
    if (how === 'carried') continue
    found.push({ side, word, fresh: how === 'fresh', fate: fateOf(lineage, view, word) })
  }
  return found
}

function howWritten(
  lineage: Lineage,
  side: number,
  view: ViewWords,
  word: number,
): 'carried' | 'fresh' | 'trimmed' {
  if (isUntouched(lineage, view, word)) return 'carried'
  const older = new Set<number>()
  for (let i = at(view.starts, word); i < at(view.starts, word + 1); i += 1) {
    const p = at(view.letters, i)
    if (!hasRoot(lineage, p)) return 'fresh'
    older.add(at(lineage.ancestor.wordOf, at(lineage.roots, p)))
  }
  for (const ancestorWord of older) {
    if (hasDroppedLetters(lineage, side, ancestorWord)) return 'trimmed'
  }
  return 'carried'
}

/** The ancestor's word with the very same letters. */
function isUntouched({ ancestor }: Lineage, view: ViewWords, word: number): boolean {
  const from = at(view.starts, word)
  const length = at(view.starts, word + 1) - from
  const old = at(ancestor.wordOf, at(view.letters, from))
  if (old === -1) return false
  const start = at(ancestor.starts, old)
  if (at(ancestor.starts, old + 1) - start !== length) return false
  for (let i = 0; i < length; i += 1) {
    if (at(ancestor.letters, start + i) !== at(view.letters, from + i)) return false
  }
  return true
}

function hasDroppedLetters(lineage: Lineage, side: number, ancestorWord: number): boolean {
  const { starts, letters } = lineage.ancestor
  for (let i = at(starts, ancestorWord); i < at(starts, ancestorWord + 1); i += 1) {
    if (carriedBy(lineage, side, at(letters, i)) === -1) return true
  }
  return false
}

function fateOf(lineage: Lineage, view: ViewWords, word: number): Fate {
  const letters = wantedLetters(lineage, view, word)
  if (letters.length === 0) return 'dropped'
  let missing = false
  for (const p of letters) {
    if (hasRoot(lineage, p)) {
      if (livesOf(lineage, at(lineage.roots, p)).length === 0) missing = true
    } else if (!isAlive(lineage, p)) {
      if (wasTakenBack(lineage, p)) return 'dropped'
      missing = true
    }
  }
  if (missing) return 'lost'
  return standsIn(lineage, letters) ? 'stands' : 'broken'
}

/** The letters of a word, without older words in it (glued by a missing space) that another dropped. */
export function wantedLetters(lineage: Lineage, view: ViewWords, word: number): number[] {
  const { ancestor, roots } = lineage
  const letters = lettersOf(view, word)
  const held = new Map<number, number>()
  for (const p of letters) {
    const older = hasRoot(lineage, p) ? at(ancestor.wordOf, at(roots, p)) : -1
    if (older !== -1) held.set(older, (held.get(older) ?? 0) + 1)
  }
  const dropped = new Set<number>()
  for (const [older, count] of held) {
    const whole = lettersOf(ancestor, older)
    const isWhole = whole.length === count && count < letters.length
    if (isWhole && whole.every((p) => droppersOf(lineage, p).length > 0)) dropped.add(older)
  }
  if (dropped.size === 0) return letters
  return letters.filter(
    (p) => !hasRoot(lineage, p) || !dropped.has(at(ancestor.wordOf, at(roots, p))),
  )
}

/** All letters of a word of a view. */
export const lettersOf = (view: ViewWords, word: number): number[] => [
  ...view.letters.subarray(at(view.starts, word), at(view.starts, word + 1)),
]

/** Is there one word of the merge made of exactly these letters, or of their copies? */
function standsIn(lineage: Lineage, letters: readonly number[]): boolean {
  const [first] = letters
  if (first === undefined) return false
  return livesAt(lineage, first).some((life) => {
    const m = at(lineage.merged.wordOf, life)
    return m !== -1 && sameRoots(lineage, lettersOf(lineage.merged, m), letters)
  })
}

const livesAt = (lineage: Lineage, p: number): number[] =>
  hasRoot(lineage, p) ? livesOf(lineage, at(lineage.roots, p)) : isAlive(lineage, p) ? [p] : []

/** The same letters, copies counted as what they copy? */
export function sameRoots(
  { roots }: Lineage,
  some: readonly number[],
  others: readonly number[],
): boolean {
  return (
    some.length === others.length &&
    some.every((p, i) => at(roots, p) === at(roots, others[i] ?? -1))
  )
}
