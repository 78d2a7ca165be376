/** Follows every letter through the copies that sides made of it: who has it, where it is alive. */
import { type Copies, findCopies } from './copies.ts'
import type { Reading } from './reading.ts'
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
}

export function traceLineage(text: UnionText, sideCount: number, reading: Reading): Lineage {
  const texts = new Texts()
  const sorts = sortsOf(text, reading)
  const view = (bit: number) => wordsOf(text, sorts, bit, texts)
  const ancestor = view(1)
  const sides = Array.from({ length: sideCount }, (_, s) => view(1 << (s + 1)))
  const copies = sides.map((after) => findCopies({ text, texts, before: ancestor, after }))
  const roots = Int32Array.from({ length: text.size }, (_, p) => p)
  for (const own of copies) {
    for (let p = 0; p < text.size; p += 1) {
      const copy = at(own, p)
      if (copy !== -1 && at(roots, copy) === copy) roots[copy] = p
    }
  }
  return { text, texts, sorts, ancestor, sides, merged: view(text.mergeBit), copies, roots }
}

export const isAlive = ({ text }: Lineage, p: number): boolean =>
  (at(text.masks, p) & text.mergeBit) !== 0

/** The letter as this side has it, or -1 where the side dropped it. */
export function carriedBy({ text, copies }: Lineage, side: number, root: number): number {
  if ((at(text.masks, root) & (2 << side)) !== 0) return root
  const own = copies[side]
  return own === undefined ? -1 : at(own, root)
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
  const lives: number[] = isAlive(lineage, root) ? [root] : []
  for (const own of lineage.copies) {
    const copy = at(own, root)
    if (copy !== -1 && isAlive(lineage, copy) && !lives.includes(copy)) lives.push(copy)
  }
  return lives.length > 1 ? lives.sort((a, b) => compareLetters(lineage.text, a, b)) : lives
}

/** By author, then by time of that author: equal on every desk. */
export const compareLetters = ({ clients, clocks }: UnionText, a: number, b: number): number =>
  at(clients, a) - at(clients, b) || at(clocks, a) - at(clocks, b)

export const isAncestral = ({ text }: Lineage, p: number): boolean => (at(text.masks, p) & 1) !== 0

/** A letter that stands for an ancestor's: kept or copied. */
export const hasRoot = (lineage: Lineage, p: number): boolean =>
  isAncestral(lineage, p) || at(lineage.roots, p) !== p

/** Was a fresh letter deleted by a side that knew it? Then it is dropped, not lost. */
export function wasTakenBack({ text }: Lineage, p: number): boolean {
  const sides = text.mergeBit - 2
  return (at(text.known, p) & ~at(text.masks, p) & sides) !== 0
}
