/**
 * Finds what one side moved. Splitting, joining, moving and undoing write no move: letters are
 * deleted here and the same text is written there, with new ids. This pairs the two, so that later
 * stages can follow a letter through its copies.
 *
 * MGC1  Long equal runs are copies; a short run only between the same neighbours, as a whole block, as
 *       most of what stood in the same gap, or when its words are so rare that nobody typed them again
 *       by chance.
 */

import { CopyEvidence, type Pieces } from './copy-evidence.ts'
import { pairsInGaps } from './gap-copies.ts'
import type { Slides } from './slides.ts'
import type { UnionText } from './union-walk.ts'
import { at, type Texts, type ViewWords } from './view-words.ts'
import { type Piece, piecesNotShared, sideBySide, textNumber } from './word-pieces.ts'

/** Ancestor position → position of its copy in this side, -1 for none, `noPart` where it is dropped. */
export type Copies = Int32Array

/** Runs of so many pieces are looked for, longest first. */
const longRuns = [6, 3]
const shortRuns = [2, 1]
/** A text that stands more often than this many times is looked at only in its first places. */
const mostCandidates = 48
/** A run this long needs no other evidence. */
const longRun = 3

export interface Desk {
  readonly text: UnionText
  readonly texts: Texts
  readonly before: ViewWords
  readonly after: ViewWords
}

export function findCopies(desk: Desk, slides: Slides): Copies {
  const { text, texts, before, after } = desk
  const copies = new Int32Array(text.size).fill(-1)
  const sources = new Int32Array(text.size).fill(-1)
  for (const [root, carrier] of slides.carriers) copies[root] = carrier
  for (const [p, root] of slides.parts) sources[p] = root
  const isKept = (p: number) => (copies[p] === -1 ? at(after.wordOf, p) : at(copies, p)) >= 0
  const isOld = (p: number) => (sources[p] === -1 ? at(before.wordOf, p) : at(sources, p)) >= 0
  const gone = piecesNotShared(isKept, { text, view: before, texts })
  const fresh = piecesNotShared(isOld, { text, view: after, texts })
  return new CopySearch(desk, { gone, fresh, copies, sources }).run()
}

class CopySearch {
  readonly #desk: Desk
  readonly #gone: Piece[]
  readonly #fresh: Piece[]
  readonly #copies: Int32Array
  /** The other way: position in the side → ancestor position, or -1. */
  readonly #sources: Int32Array
  readonly #evidence: CopyEvidence
  /** Pieces beside runs that were paired, on either side: [gone, fresh, direction]. */
  readonly #ends: [number, number, -1 | 1][] = []

  constructor(desk: Desk, pieces: Pieces) {
    this.#desk = desk
    this.#gone = pieces.gone
    this.#fresh = pieces.fresh
    this.#copies = pieces.copies
    this.#sources = pieces.sources
    this.#evidence = new CopyEvidence(desk, pieces)
  }

  run(): Copies {
    if (this.#gone.length > 0 && this.#fresh.length > 0) {
      for (const length of longRuns) this.#pass(length)
      this.#fillGaps()
      for (const length of shortRuns) this.#pass(length)
      // Each pair is evidence for its neighbours.
      for (let round = 0; round < 4; round += 1) {
        const any = this.#takeGlued()
        if (!this.#pass(1) && !this.#fillGaps() && !any) break
      }
    }
    return this.#copies
  }

  /** What stands between the same neighbours before and after. */
  #fillGaps(): boolean {
    const pairs = pairsInGaps(this.#desk, this.#gone, this.#fresh, this.#evidence.sourceOf)
    for (const [i, j] of pairs) this.#take(i, j)
    return pairs.length > 0
  }

  #pass(length: number): boolean {
    const places = this.#placesOf(length)
    let any = false
    for (let j = 0; j + length <= this.#fresh.length; j += 1) {
      if (!isRun(this.#fresh, j, length)) continue
      const candidates = places.get(keyOf(this.#fresh, j, length))
      const best = candidates && this.#best(candidates, j, length)
      if (best === undefined) continue
      this.#take(best, j)
      any = true
    }
    return any
  }

  #placesOf(length: number): Map<string, number[]> {
    const places = new Map<string, number[]>()
    for (let i = 0; i + length <= this.#gone.length; i += 1) {
      if (!isRun(this.#gone, i, length)) continue
      const key = keyOf(this.#gone, i, length)
      const list = places.get(key)
      if (list === undefined) places.set(key, [i])
      else if (list.length < mostCandidates) list.push(i)
    }
    return places
  }

  #best(candidates: readonly number[], j: number, length: number): number | undefined {
    let best: number | undefined
    let bestScore = 0
    for (const i of candidates) {
      if (!isRun(this.#gone, i, length)) continue
      const [from, to] = this.#grown(i, j)
      const evidence = this.#evidence.of(from, to, j + (from - i))
      if (to - from < longRun && evidence === 0) continue
      const score = (to - from) * 10 + evidence
      if (score > bestScore) {
        best = i
        bestScore = score
      }
    }
    return best
  }

  /** The run around a pair, as far as both sides go on alike: [first, after last] of what is gone. */
  #grown(i: number, j: number): [number, number] {
    let from = i
    while (this.#alike(from - 1, j - (i - from) - 1, from, j - (i - from))) from -= 1
    let to = i + 1
    while (this.#alike(to, j + (to - i), to - 1, j + (to - i) - 1)) to += 1
    return [from, to]
  }

  #alike(i: number, j: number, besideI: number, besideJ: number): boolean {
    const gone = this.#gone[i]
    const fresh = this.#fresh[j]
    if (!gone || !fresh || gone.taken || fresh.taken || gone.text !== fresh.text) return false
    const [a, b] = i < besideI ? [i, besideI] : [besideI, i]
    const [c, d] = j < besideJ ? [j, besideJ] : [besideJ, j]
    return sideBySide(this.#gone[a], this.#gone[b]) && sideBySide(this.#fresh[c], this.#fresh[d])
  }

  #take(i: number, j: number): void {
    const [from, to] = this.#grown(i, j)
    for (let k = from; k < to; k += 1) this.#pair(this.#gone[k], this.#fresh[j + (k - i)])
    this.#ends.push([from - 1, j + (from - i) - 1, -1], [to, j + (to - i), 1])
  }

  /** Whole words have been paired first: "a" that was moved is not the "a" of "and". */
  #takeGlued(): boolean {
    let any = false
    for (const [i, j, step] of this.#ends.splice(0)) any = this.#glued(i, j, step) || any
    return any
  }

  #pair(gone: Piece | undefined, fresh: Piece | undefined): void {
    if (!gone || !fresh) return
    this.#map(gone.from, fresh.from, gone.to - gone.from)
    gone.taken = true
    fresh.taken = true
    this.#evidence.explained(1, 1)
  }

  #map(gone: number, fresh: number, length: number): void {
    for (let n = 0; n < length; n += 1) {
      const source = at(this.#desk.before.letters, gone + n)
      const copy = at(this.#desk.after.letters, fresh + n)
      this.#copies[source] = copy
      this.#sources[copy] = source
    }
  }

  /** At the end of a run a word may be glued to another: takes the part that is alike. */
  #glued(i: number, j: number, step: -1 | 1): boolean {
    const gone = this.#gone[i]
    const fresh = this.#fresh[j]
    if (!gone || !fresh || gone.taken || fresh.taken) return false
    const beside = (list: Piece[], n: number) =>
      step === 1 ? sideBySide(list[n - 1], list[n]) : sideBySide(list[n], list[n + 1])
    if (!beside(this.#gone, i) || !beside(this.#fresh, j)) return false
    const { text, texts, before, after } = this.#desk
    const a = texts.textOf(gone.text)
    const b = texts.textOf(fresh.text)
    const short = Math.min(a.length, b.length)
    const alike =
      step === 1 ? a.slice(0, short) === b.slice(0, short) : a.slice(-short) === b.slice(-short)
    if (!alike || a.length !== gone.to - gone.from || b.length !== fresh.to - fresh.from)
      return false
    if (step === 1) this.#map(gone.from, fresh.from, short)
    else this.#map(gone.to - short, fresh.to - short, short)
    for (const [piece, view] of [
      [gone, before],
      [fresh, after],
    ] as const) {
      if (step === 1) piece.from += short
      else piece.to -= short
      piece.taken = piece.from === piece.to
      piece.text = textNumber(text, view, texts, piece.from, piece.to)
    }
    this.#evidence.explained(Number(gone.taken), Number(fresh.taken))
    return true
  }
}

function isRun(pieces: readonly Piece[], from: number, length: number): boolean {
  for (let n = 0; n < length; n += 1) {
    const piece = pieces[from + n]
    if (!piece || piece.taken) return false
    if (n > 0 && !sideBySide(pieces[from + n - 1], piece)) return false
  }
  return true
}

function keyOf(pieces: readonly Piece[], from: number, length: number): string {
  let key = ''
  for (let n = 0; n < length; n += 1) key += `${pieces[from + n]?.text},`
  return key
}
