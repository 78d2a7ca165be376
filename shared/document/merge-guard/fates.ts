/**
 * What became of the ancestor's words: dropped by somebody, or still wanted by all; and how often
 * each letter is alive.
 */
import {
  carriedBy,
  compareLetters,
  droppersOf,
  isAlive,
  type Lineage,
  livesOf,
  rootIn,
} from './lineage.ts'
import type { TypedWord } from './typed-words.ts'
import { at } from './view-words.ts'

export interface Fates {
  /** Side in whose text a lost word is shown: by the ancestor's letter. */
  readonly lostIn: ReadonlyMap<number, number>
  /** Live letters that stand once too often, with the sides that wrote the copies. */
  readonly extra: Map<number, readonly number[]>
  /** Live letters that a side had dropped, with those sides. */
  readonly returned: ReadonlyMap<number, readonly number[]>
}

/** `extra` comes with the doubles among typed words, and goes on with those that were moved twice. */
export function fatesOf(
  lineage: Lineage,
  typed: readonly TypedWord[],
  extra: Map<number, readonly number[]>,
): Fates {
  const fates = { lostIn: new Map<number, number>(), extra }
  const returned = new Map<number, number[]>()
  const rewritten = lostRewrites(lineage, typed)
  const { ancestor } = lineage
  for (let word = 0; word < ancestor.count; word += 1) {
    const [from, to] = [at(ancestor.starts, word), at(ancestor.starts, word + 1)]
    if (standsUntouched(lineage, from, to)) continue
    const roots = ancestor.letters.subarray(from, to)
    judgeWord(lineage, roots, { ...fates, returned, isRewritten: rewritten.has(word) })
  }
  return { ...fates, returned }
}

function standsUntouched(lineage: Lineage, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const p = at(lineage.ancestor.letters, i)
    if (!isAlive(lineage, p) || lineage.reassigned[p] === 1) return false
  }
  return true
}

/** The ancestor's words of which a rewritten form was lost. */
function lostRewrites(lineage: Lineage, typed: readonly TypedWord[]): Set<number> {
  const words = new Set<number>()
  for (const { side, word, fate } of typed) {
    const view = lineage.sides[side]
    if (fate !== 'lost' || !view) continue
    for (let i = at(view.starts, word); i < at(view.starts, word + 1); i += 1) {
      const root = rootIn(lineage, side, at(view.letters, i))
      const older = root === -1 ? -1 : at(lineage.ancestor.wordOf, root)
      if (older !== -1) words.add(older)
    }
  }
  return words
}

interface Verdicts {
  readonly lostIn: Map<number, number>
  readonly extra: Map<number, readonly number[]>
  readonly returned: Map<number, number[]>
  readonly isRewritten: boolean
}

function judgeWord(lineage: Lineage, roots: Int32Array, verdicts: Verdicts): void {
  const lost: number[] = []
  const back: number[] = []
  let isDouble = false
  const droppers = new Set<number>()
  for (const root of roots) {
    const gone = droppersOf(lineage, root)
    const lives = livesOf(lineage, root)
    for (const side of gone) droppers.add(side)
    if (gone.length > 0) back.push(...lives)
    else if (lives.length === 0) lost.push(root)
    else if (lives.length > 1) isDouble = true
  }
  if (back.length > 0) {
    const whole = verdicts.isRewritten ? [...roots].flatMap((r) => livesOf(lineage, r)) : back
    for (const p of whole) verdicts.returned.set(p, [...droppers])
  }
  // Where a rewritten form of the word is lost, that form comes back and not the older one as well.
  if (lost.length > 0 && !verdicts.isRewritten) {
    const side = moverOf(lineage, lost)
    for (const root of lost) verdicts.lostIn.set(root, side)
  }
  if (isDouble) markExtra(lineage, roots, verdicts)
}

/** The side that moved the word: the one with the lowest copy, so that every desk says the same. */
function moverOf(lineage: Lineage, lost: readonly number[]): number {
  let mover = 0
  let lowest = -1
  for (let side = 0; side < lineage.sides.length; side += 1) {
    if (lost.some((root) => carriedBy(lineage, side, root) === -1)) continue
    const [first = -1] = lost
    const copy = carriedBy(lineage, side, first)
    if (copy === first) continue
    if (lowest === -1 || compareLetters(lineage.text, copy, lowest) < 0) {
      lowest = copy
      mover = side
    }
  }
  return mover
}

/** Keeps the copy with the lowest first letter that is whole; the rule must not be a choice. */
function markExtra(lineage: Lineage, roots: Int32Array, { extra, returned }: Verdicts): void {
  const kept = wholeCopies(lineage, roots)[0]
  for (const [i, root] of roots.entries()) {
    const lives = livesOf(lineage, root)
    const keep = kept?.[i] ?? lives[0]
    if (droppersOf(lineage, root).length > 0) continue
    const movers = moversOf(lineage, root)
    for (const p of lives) if (p !== keep && !returned.has(p)) extra.set(p, movers)
  }
}

/** Sides whose copy of the letter is alive. */
const moversOf = (lineage: Lineage, root: number): number[] =>
  lineage.sides.flatMap((_, side) => {
    const copy = carriedBy(lineage, side, root)
    return copy !== -1 && copy !== root && isAlive(lineage, copy) ? [side] : []
  })

function wholeCopies(lineage: Lineage, roots: Int32Array): number[][] {
  const copies = lineage.sides
    .map((_, side) => [...roots].map((root) => carriedBy(lineage, side, root)))
    .filter((copy) => copy.every((p) => p !== -1 && isAlive(lineage, p)))
  return copies.sort(([a = 0], [b = 0]) => compareLetters(lineage.text, a, b))
}
