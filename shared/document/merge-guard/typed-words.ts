/** Words that a side wrote itself, and whether they stand in the merge. */
import {
  carriedBy,
  droppersOf,
  isAlive,
  isAncestral,
  type Lineage,
  livesOf,
  rootIn,
  wasTakenBack,
} from './lineage.ts'
import { at, sameWordIn, type ViewWords } from './view-words.ts'

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
    found.push({ side, word, fresh: how === 'fresh', fate: fateOf(lineage, side, view, word) })
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
    const root = rootIn(lineage, side, at(view.letters, i))
    if (root === -1) return 'fresh'
    older.add(at(lineage.ancestor.wordOf, root))
  }
  for (const ancestorWord of older) {
    if (hasDroppedLetters(lineage, side, ancestorWord)) return 'trimmed'
  }
  return 'carried'
}

/** The ancestor's word with the very same letters, each in its own part. */
function isUntouched({ ancestor, reassigned }: Lineage, view: ViewWords, word: number): boolean {
  if (sameWordIn(ancestor, view, word) === -1) return false
  for (let i = at(view.starts, word); i < at(view.starts, word + 1); i += 1) {
    if (reassigned[at(view.letters, i)] === 1) return false
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

function fateOf(lineage: Lineage, side: number, view: ViewWords, word: number): Fate {
  const letters = wantedLetters(lineage, side, view, word)
  if (letters.length === 0) return 'dropped'
  let missing = false
  for (const p of letters) {
    const root = rootIn(lineage, side, p)
    if (root !== -1) {
      if (livesOf(lineage, root).length === 0) missing = true
    } else if (!isAlive(lineage, p)) {
      if (!isAncestral(lineage, p) && wasTakenBack(lineage, p)) return 'dropped'
      missing = true
    }
  }
  if (missing) return readsAsWritten(lineage, view, word) ? 'stands' : 'lost'
  return standsIn(lineage, side, letters) ? 'stands' : 'broken'
}

/**
 * A letter of it is gone, and another's equal letter stands in its place: "wennolbous" typed before
 * "who" has the older "w", which a colleague wrote anew. It reads as it was written, where it was.
 */
function readsAsWritten({ text, merged }: Lineage, view: ViewWords, word: number): boolean {
  return lettersOf(view, word).some((p) => {
    const there = (at(text.masks, p) & 1) === 0 ? at(merged.wordOf, p) : -1
    return there !== -1 && at(merged.texts, there) === at(view.texts, word)
  })
}

/** The letters of a word, without older words in it (glued by a missing space) that another dropped. */
export function wantedLetters(
  lineage: Lineage,
  side: number,
  view: ViewWords,
  word: number,
): number[] {
  const { ancestor } = lineage
  const letters = lettersOf(view, word)
  const olderOf = (p: number) => {
    const root = rootIn(lineage, side, p)
    return root === -1 ? -1 : at(ancestor.wordOf, root)
  }
  const held = new Map<number, number>()
  for (const p of letters) {
    const older = olderOf(p)
    if (older !== -1) held.set(older, (held.get(older) ?? 0) + 1)
  }
  const dropped = new Set<number>()
  for (const [older, count] of held) {
    const whole = lettersOf(ancestor, older)
    const isWhole = whole.length === count && count < letters.length
    if (isWhole && whole.every((p) => droppersOf(lineage, p).length > 0)) dropped.add(older)
  }
  return dropped.size === 0 ? letters : letters.filter((p) => !dropped.has(olderOf(p)))
}

/** All letters of a word of a view. */
export function lettersOf(view: ViewWords, word: number): number[] {
  const letters: number[] = []
  const end = at(view.starts, word + 1)
  for (let i = at(view.starts, word); i < end; i += 1) letters.push(at(view.letters, i))
  return letters
}

/** Is there one word of the merge made of exactly these letters, or of their copies? */
function standsIn(lineage: Lineage, side: number, letters: readonly number[]): boolean {
  const [first] = letters
  if (first === undefined) return false
  const root = rootIn(lineage, side, first)
  const lives = root === -1 ? [] : livesOf(lineage, root)
  return [first, ...lives].some((life) => {
    const m = at(lineage.merged.wordOf, life)
    return m !== -1 && sameRoots(lineage, side, letters, lettersOf(lineage.merged, m))
  })
}

/** Does a word of the merge have the letters of a side's word, or copies of them? */
export function sameRoots(
  lineage: Lineage,
  side: number,
  letters: readonly number[],
  merged: readonly number[],
): boolean {
  if (letters.length !== merged.length) return false
  return letters.every((p, i) => {
    const root = at(lineage.roots, merged[i] ?? -1)
    return root === at(lineage.roots, p) || root === rootIn(lineage, side, p)
  })
}
