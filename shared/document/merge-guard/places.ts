/**
 * Where lost words are put back: beside the living copy of their nearest neighbour; where none is
 * left, in a fresh block beside the one they stood in, under the body's root.
 *
 * MGP1  A place hangs on pieces of a text that is alive, or on the root: garbage collection leaves both.
 */
import * as Y from 'yjs'
import { borderBefore, borderBehind } from './borders.ts'
import { isAlive, type Lineage, livesOf } from './lineage.ts'
import { type Link, marksAt } from './looks.ts'
import type { Place } from './remedy.ts'
import type { Border, InLetters } from './restored-text.ts'
import { blockOfWord, isSpace } from './slices.ts'
import { at, type ViewWords } from './view-words.ts'

export interface Neighbour {
  /** A living letter of the merge. */
  readonly letter: number
  readonly on: 'left' | 'right'
}

/** The nearest word of the same block that lives; ties go to the left. */
export function neighbourOf(
  lineage: Lineage,
  view: ViewWords,
  first: number,
  last: number,
  unwanted: (p: number) => boolean,
): Neighbour | null {
  const block = blockOfWord(lineage, view, first)
  for (let n = 1; ; n += 1) {
    const [left, right] = [first - n, last + n]
    const hasLeft = left >= 0 && blockOfWord(lineage, view, left) === block
    const hasRight = right < view.count && blockOfWord(lineage, view, right) === block
    if (!hasLeft && !hasRight) return null
    if (hasLeft) {
      const letter = lifeOf(lineage, at(view.letters, at(view.starts, left + 1) - 1), unwanted)
      if (letter !== null) return { letter, on: 'left' }
    }
    if (hasRight) {
      const letter = lifeOf(lineage, at(view.letters, at(view.starts, right)), unwanted)
      if (letter !== null) return { letter, on: 'right' }
    }
  }
}

/** A living copy of a letter, rather one that no other finding wants to remove. */
export function lifeOf(
  lineage: Lineage,
  p: number,
  unwanted: (p: number) => boolean,
): number | null {
  const lives = livesOf(lineage, at(lineage.roots, p))
  if (isAlive(lineage, p) && !lives.includes(p)) lives.unshift(p)
  return lives.find((life) => !unwanted(life)) ?? lives[0] ?? null
}

export interface InText {
  readonly place: InLetters
  /** Between which parts of its block the place is; null in the middle of a text. */
  readonly border: (Border & { readonly link: Link | null }) | null
  /** Spaces needed so that no word is glued. */
  readonly lead: string
  readonly trail: string
}

/**
 * Beside a living word; what is attached to it (a comma, a closing quote) stays attached. Next to
 * words that another finding may take away, with the space beside them, it brings its own spaces.
 */
export function placeBeside(
  lineage: Lineage,
  { letter, on }: Neighbour,
  unwanted: (p: number) => boolean,
): InText {
  const { text } = lineage
  const isOpen = (p: number, following: (p: number) => number) =>
    p === -1 || (isSpace(at(text.units, p)) && !unwanted(following(p)))
  if (on === 'left') {
    let edge = letter
    for (let p = next(lineage, edge); p !== -1 && isAttached(lineage, p); p = next(lineage, p)) {
      edge = p
    }
    const origin = idAt(lineage, edge)
    const place = { origin, rightOrigin: idAfter(lineage, edge), marks: marksOn(lineage, edge) }
    return {
      place,
      border: borderBehind(lineage, edge, place),
      lead: ' ',
      trail: isOpen(next(lineage, edge), (p) => next(lineage, p)) && !unwanted(letter) ? '' : ' ',
    }
  }
  const rightOrigin = idAt(lineage, letter)
  const place = { origin: idBefore(lineage, letter), rightOrigin, marks: marksOn(lineage, letter) }
  return {
    place,
    border: borderBefore(lineage, letter, place),
    lead:
      isOpen(previous(lineage, letter), (p) => previous(lineage, p)) && !unwanted(letter)
        ? ''
        : ' ',
    trail: ' ',
  }
}

const marksOn = (lineage: Lineage, p: number): number => marksAt(lineage, lineage.text.mergeBit, p)

const isAttached = ({ text, sorts }: Lineage, p: number): boolean =>
  sorts[p] === 3 || (sorts[p] === 2 && !isSpace(at(text.units, p)))

/** The next living position of the same block, or -1. */
function next(lineage: Lineage, p: number): number {
  const { text } = lineage
  for (let q = p + 1; q < text.size; q += 1) {
    if (at(text.blockOf, q) !== at(text.blockOf, p)) return -1
    if (isAlive(lineage, q)) return sameText(lineage, p, q) ? q : -1
  }
  return -1
}

function previous(lineage: Lineage, p: number): number {
  const { text } = lineage
  for (let q = p - 1; q >= 0; q -= 1) {
    if (at(text.blockOf, q) !== at(text.blockOf, p)) return -1
    if (isAlive(lineage, q)) return q
  }
  return -1
}

const pieceAt = ({ text }: Lineage, p: number): Y.Item | undefined =>
  text.pieceOf[at(text.piece, p)]

const sameText = (lineage: Lineage, p: number, q: number): boolean =>
  pieceAt(lineage, p)?.parent === pieceAt(lineage, q)?.parent

const idAt = ({ text }: Lineage, p: number): Y.ID =>
  new Y.ID(at(text.clients, p), at(text.clocks, p))

/** The id that follows in Yjs order, whether alive or not. */
function idAfter(lineage: Lineage, p: number): Y.ID | null {
  const piece = pieceAt(lineage, p)
  const { client, clock } = idAt(lineage, p)
  if (!piece) return null
  if (clock + 1 < piece.id.clock + piece.length) return new Y.ID(client, clock + 1)
  return piece.right?.id ?? null
}

function idBefore(lineage: Lineage, p: number): Y.ID | null {
  const piece = pieceAt(lineage, p)
  const { client, clock } = idAt(lineage, p)
  if (!piece) return null
  return clock > piece.id.clock ? new Y.ID(client, clock - 1) : (piece.left?.lastId ?? null)
}

/** After a block, dead or alive, under the body's root. */
export const placeAfter = (block: Y.Item): Place => ({
  origin: block.lastId,
  rightOrigin: block.right?.id ?? null,
})
