/** Follows every letter through the copies that sides made of it: who has it, where it is alive. */
import { withBorrowed } from './borrowed.ts'
import { type Copies, findCopies } from './copies.ts'
import type { Reading } from './reading.ts'
import { withShared } from './shared-slides.ts'
import { findSlides, noPart, noSlides, type Slides } from './slides.ts'
import type { UnionText } from './union-walk.ts'
import { at, sortsOf, Texts, type ViewWords, wordsOf } from './view-words.ts'

export interface Lineage {
  readonly text: UnionText
  readonly texts: Texts
  readonly sorts: Uint8Array
  readonly ancestor: ViewWords
  readonly sides: readonly ViewWords[]
  readonly merged: ViewWords
  /** One a side. */
  readonly copies: readonly Copies[]
  /** Position → the ancestor's letter it is a copy of; itself when it is no copy. */
  readonly roots: Int32Array
  /** 1 where a side shows an ancestor's letter in another part: the letter is no sign of itself. */
  readonly reassigned: Uint8Array
  /** One a side: letters that it shows in another part than their own. */
  readonly parts: readonly Slides['parts'][]
}

export function traceLineage(text: UnionText, sideCount: number, reading: Reading): Lineage {
  const texts = new Texts()
  const sorts = sortsOf(text, reading)
  const ancestor = wordsOf({ text, sorts, texts }, 1)
  const view = (bit: number) => wordsOf({ text, sorts, texts }, bit, ancestor)
  const sides = Array.from({ length: sideCount }, (_, s) => view(2 << s))
  const own = sides.map((after) =>
    withBorrowed(findSlides(text, sorts, after.bit), ancestor, after),
  )
  const slides = withShared(text, own)
  const copies = sides.map((after, s) =>
    findCopies({ text, texts, before: ancestor, after }, slides[s] ?? noSlides),
  )
  shareCopies(text, copies)
  const parts = slides.map((each) => new Map(each.parts))
  const roots = new Int32Array(text.size)
  for (let p = 0; p < text.size; p += 1) roots[p] = p
  const reassigned = new Uint8Array(text.size)
  for (const [side, made] of copies.entries()) {
    for (let p = 0; p < text.size; p += 1) {
      const copy = at(made, p)
      if (copy === -1) continue
      if ((at(text.masks, p) & (2 << side)) !== 0) reassigned[p] = 1
      // An older letter that lost its part to another, and took the part of this one.
      if (copy >= 0 && parts[side]?.get(copy) === noPart) parts[side].set(copy, p)
      if (copy >= 0 && (at(text.masks, copy) & 1) === 0 && at(roots, copy) === copy) roots[copy] = p
    }
  }
  const merged = view(text.mergeBit)
  return { text, texts, sorts, ancestor, sides, merged, copies, roots, reassigned, parts }
}

/**
 * A copy that another side shows, too, is its copy as well, whatever stands around it there. Not an
 * older letter that plays another part in one side only.
 */
function shareCopies(text: UnionText, copies: readonly Copies[]): void {
  for (const own of copies) {
    for (let p = 0; p < text.size; p += 1) {
      const copy = at(own, p)
      if (copy < 0 || (at(text.masks, copy) & 1) !== 0) continue
      for (const [side, other] of copies.entries()) {
        const bit = 2 << side
        const isGone = at(other, p) === -1 && (at(text.masks, p) & bit) === 0
        if (isGone && (at(text.masks, copy) & bit) !== 0) other[p] = copy
      }
    }
  }
}

export const isAlive = ({ text }: Lineage, p: number): boolean =>
  (at(text.masks, p) & text.mergeBit) !== 0

/** The letter as this side has it, or -1 where the side dropped it. */
export function carriedBy({ text, copies }: Lineage, side: number, root: number): number {
  const copy = at(copies[side] ?? [], root)
  if (copy >= 0) return copy
  return copy === -1 && (at(text.masks, root) & (2 << side)) !== 0 ? root : -1
}

/** Sides that dropped an ancestor's letter. */
export function droppersOf(lineage: Lineage, root: number): number[] {
  const droppers: number[] = []
  for (let s = 0; s < lineage.sides.length; s += 1) {
    if (carriedBy(lineage, s, root) === -1) droppers.push(s)
  }
  return droppers
}

/** Where an ancestor's letter is alive in the merge: itself, copies, lowest id first. */
export function livesOf(lineage: Lineage, root: number): number[] {
  const { text, reassigned, copies } = lineage
  const isItself = reassigned[root] === 0
  const lives: number[] = isItself && isAlive(lineage, root) ? [root] : []
  // Two who typed before the same word both shifted its letters: the word is still there once.
  let shifted = -1
  for (const [side, own] of copies.entries()) {
    const copy = at(own, root)
    if (copy < 0 || !isAlive(lineage, copy)) continue
    if ((at(text.masks, root) & (2 << side)) !== 0) shifted = Math.max(shifted, copy)
    else if (!lives.includes(copy)) lives.push(copy)
  }
  if (shifted !== -1) lives.push(shifted)
  if (lives.length === 0 && isAlive(lineage, root) && standsInItsWord(lineage, root)) return [root]
  return lives.length > 1 ? lives.sort((a, b) => compareLetters(text, a, b)) : lives
}

/** One side shifted the letter's part, and another took back what it had shifted it for. */
function standsInItsWord({ ancestor, merged }: Lineage, root: number): boolean {
  const [older, now] = [at(ancestor.wordOf, root), at(merged.wordOf, root)]
  return older !== -1 && now !== -1 && at(ancestor.texts, older) === at(merged.texts, now)
}

/** By author, then by time of that author: equal on every desk. */
export const compareLetters = ({ clients, clocks }: UnionText, a: number, b: number): number =>
  at(clients, a) - at(clients, b) || at(clocks, a) - at(clocks, b)

export const isAncestral = ({ text }: Lineage, p: number): boolean => (at(text.masks, p) & 1) !== 0

/** The ancestor's letter that a letter stands for in this side's text, or -1 when it is new there. */
export function rootIn(lineage: Lineage, side: number, p: number): number {
  const part = lineage.parts[side]?.get(p)
  if (part !== undefined) return part >= 0 ? part : -1
  const root = at(lineage.roots, p)
  return root !== p || isAncestral(lineage, p) ? root : -1
}

/** Was a fresh letter deleted by a side that knew it? Then it is dropped, not lost. */
export function wasTakenBack({ text }: Lineage, p: number): boolean {
  const sides = text.mergeBit - 2
  return (at(text.known, p) & ~at(text.masks, p) & sides) !== 0
}
