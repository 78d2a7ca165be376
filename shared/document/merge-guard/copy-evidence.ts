/**
 * Is a run of words that stood there and stands here the same run, carried, or the same words typed
 * again? What stands beside it tells, and how seldom such words are typed.
 */
import type { Desk } from './copies.ts'
import { noPart } from './slides.ts'
import { at, type ViewWords } from './view-words.ts'
import type { Piece } from './word-pieces.ts'

/** Words typed into a copied run that may stand between a piece and the run. */
const widestGap = 12
/** Expected number of equal runs by chance below which a short run is a copy. */
const byChance = 0.002
/** … below which a single word that stood once and stands once is rather carried than typed again. */
const typedAgain = 0.02
/** Every letter of a word makes it at least so much rarer. */
const byLetter = 0.5
/** A letter that no other word of the story has is taken for one that so much of a word has. */
const unseen = 0.25

export interface Pieces {
  readonly gone: Piece[]
  readonly fresh: Piece[]
  /** Grow while the search goes on: the ancestor's letter → its copy, and the other way. */
  readonly copies: Int32Array
  readonly sources: Int32Array
}

export class CopyEvidence {
  readonly #desk: Desk
  readonly #gone: readonly Piece[]
  readonly #fresh: readonly Piece[]
  readonly #copies: Int32Array
  readonly #sources: Int32Array
  /** Pieces that no copy explains yet: so many words may have been taken out, so many typed. */
  #goneLeft: number
  #freshLeft: number
  #counts: Map<number, number> | null = null
  #letters: Map<number, number> | null = null

  constructor(desk: Desk, { gone, fresh, copies, sources }: Pieces) {
    this.#desk = desk
    this.#gone = gone
    this.#fresh = fresh
    this.#copies = copies
    this.#sources = sources
    this.#goneLeft = gone.length
    this.#freshLeft = fresh.length
  }

  /** A pair was found, or a rest of it: so many pieces on each side are explained. */
  explained(gone: number, fresh: number): void {
    this.#goneLeft -= gone
    this.#freshLeft -= fresh
  }

  /** 0: none. Higher: surer that this is a copy and not the same words typed again. */
  of(from: number, to: number, j: number): number {
    const last = j + (to - from) - 1
    const left = this.#sameBefore(this.#gone[from], this.#fresh[j])
    const right = this.#sameAfter(this.#gone[to - 1], this.#fresh[last])
    if (left > 0 && right > 0) return left + right
    // The end of a block is a neighbour where the other neighbour, or the other end, is the same.
    const edge = this.#edges(from, to, j)
    if ((left > 0 || edge.left) && (right > 0 || edge.right)) return 4
    if (this.#isCarriedByHand(from, to)) return 1
    // Beside one neighbour there is one place where the same words could be typed; else any.
    const places = left + right > 0 ? 1 : to - from > 1 ? this.#fresh.length : Infinity
    const chance =
      to - from === 1 ? this.#chanceOfAny(from, byChance / places) : this.#chanceOf(from, to)
    return places * chance < byChance ? 1 + left + right : 0
  }

  /** Words that stood once in the story and stand once now: cut here and pasted there. */
  #isCarriedByHand(from: number, to: number): boolean {
    for (let i = from; i < to; i += 1) {
      if (this.#countOf(this.#gone[i]?.text ?? -1) !== 2) return false
    }
    const [gone] = this.#gone.slice(from, to)
    if (!gone || to - from > 1) return to - from > 1
    const places = this.#goneLeft * this.#freshLeft
    return places * this.#chanceOfOne(gone, typedAgain / places) < typedAgain
  }

  #chanceOfAny(i: number, asked: number): number {
    const gone = this.#gone[i]
    return gone && this.#countOf(gone.text) === 2
      ? this.#chanceOfOne(gone, asked)
      : this.#chanceOf(i, i + 1)
  }

  /**
   * How likely a word that stands once is typed at one place. In a short story every word is one of
   * few; but a long word is seldom anywhere, and none is more often typed than its rarest letter.
   * Letters are counted only where they can bring it below what is asked.
   */
  #chanceOfOne(gone: Piece, asked: number): number {
    const { before, after, texts } = this.#desk
    const all = before.count + after.count
    const word = texts.textOf(gone.text)
    const byLength = Math.min(2 / all, byLetter ** word.length)
    if (byLength < asked || unseen / all >= asked) return byLength
    this.#letters ??= lettersOfWords(this.#desk)
    let rarest = all
    for (let i = 0; i < word.length; i += 1) {
      rarest = Math.min(rarest, (this.#letters.get(word.charCodeAt(i)) ?? 0) - 2)
    }
    return Math.min(byLength, (Math.max(0, rarest) + unseen) / all)
  }

  #sameBefore(gone: Piece | undefined, fresh: Piece | undefined): number {
    if (!gone || !fresh) return 0
    const { before, after } = this.#desk
    const source = at(before.letters, gone.from - 1)
    const beside = this.sourceOf(at(after.letters, fresh.from - 1))
    if (source === beside) return 3
    return this.#sameRun(gone.from, fresh.from, -1) ? 2 : 0
  }

  #sameAfter(gone: Piece | undefined, fresh: Piece | undefined): number {
    if (!gone || !fresh) return 0
    const { before, after } = this.#desk
    const source = at(before.letters, gone.to)
    const beside = this.sourceOf(at(after.letters, fresh.to))
    if (source === beside) return 3
    return this.#sameRun(gone.to - 1, fresh.to - 1, 1) ? 2 : 0
  }

  /**
   * Across words that were typed here, or dropped there: is the nearest copied letter the same? Where
   * words were dropped and others typed, the text was rewritten, and equal words are chance.
   */
  #sameRun(gone: number, fresh: number, step: -1 | 1): boolean {
    const { before, after } = this.#desk
    const reach = widestGap * 6
    let i = gone + step
    for (let n = 0; n < reach; n += 1, i += step) {
      const p = at(before.letters, i)
      if (p === -1 || at(after.wordOf, p) !== -1) return false
      if (at(this.#copies, p) >= 0) break
    }
    const copy = at(this.#copies, at(before.letters, i))
    if (copy < 0) return false
    let j = fresh + step
    for (let n = 0; n < reach; n += 1, j += step) {
      const p = at(after.letters, j)
      if (p === -1 || at(before.wordOf, p) !== -1) return false
      if (at(this.#sources, p) < 0) continue
      return p === copy && (i === gone + step || j === fresh + step)
    }
    return false
  }

  /** The older letter that a letter of the side stands for. */
  readonly sourceOf = (p: number): number => {
    if (p === -1) return -1
    const source = at(this.#sources, p)
    if (source !== -1) return source
    return at(this.#desk.before.wordOf, p) !== -1 ? p : noPart
  }

  /** Which ends of a block the run stands at, before and after. */
  #edges(from: number, to: number, j: number): { left: boolean; right: boolean } {
    const { before, after } = this.#desk
    const last = j + (to - from) - 1
    const [gone, fresh] = [this.#gone[from], this.#fresh[j]]
    const [goneEnd, freshEnd] = [this.#gone[to - 1], this.#fresh[last]]
    if (!gone || !fresh || !goneEnd || !freshEnd) return { left: false, right: false }
    return {
      left: this.#isEdge(before, gone.from, -1) && this.#isEdge(after, fresh.from, -1),
      right: this.#isEdge(before, goneEnd.to - 1, 1) && this.#isEdge(after, freshEnd.to - 1, 1),
    }
  }

  /** Is this the first, or the last, letter of its block? */
  #isEdge(view: ViewWords, letter: number, step: -1 | 1): boolean {
    const { blockOf } = this.#desk.text
    const beside = at(view.letters, letter + step)
    return beside === -1 || at(blockOf, beside) !== at(blockOf, at(view.letters, letter))
  }

  /** How likely words like these are typed at one place, going by how often they stand. */
  #chanceOf(from: number, to: number): number {
    const all = this.#desk.before.count + this.#desk.after.count
    let chance = 1
    for (let i = from; i < to; i += 1) {
      chance *= Math.max(1, this.#countOf(this.#gone[i]?.text ?? -1)) / all
    }
    return chance
  }

  /** How often a text stands before and after together. */
  #countOf(number: number): number {
    if (this.#counts === null) {
      this.#counts = new Map()
      for (const view of [this.#desk.before, this.#desk.after]) {
        for (const text of view.texts) this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1)
      }
    }
    return this.#counts.get(number) ?? 0
  }
}

/** In how many words, before and after together, each letter stands. */
function lettersOfWords({ before, after, texts }: Desk): Map<number, number> {
  const counts = new Map<number, number>()
  for (const view of [before, after]) {
    for (const number of view.texts) {
      const word = texts.textOf(number)
      for (let i = 0; i < word.length; i += 1) {
        const unit = word.charCodeAt(i)
        if (word.indexOf(word[i] ?? '') === i) counts.set(unit, (counts.get(unit) ?? 0) + 1)
      }
    }
  }
  return counts
}
