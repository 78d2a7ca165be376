/** Finds the longest run of words that stands in another text, too, without comparing all with all. */
import { at } from './view-words.ts'

export class AlikeRuns {
  readonly #texts: ArrayLike<number>
  /** Where each text stands, from the front. */
  readonly #places = new Map<number, number[]>()

  /** Words as the numbers of their texts. */
  constructor(texts: ArrayLike<number>) {
    this.#texts = texts
    for (let place = 0; place < texts.length; place += 1) {
      const text = at(texts, place)
      const places = this.#places.get(text)
      if (places) places.push(place)
      else this.#places.set(text, [place])
    }
  }

  /** How many words of `run`, from one of them on, stand here in a row. */
  longest(run: ArrayLike<number>, from: number): number {
    const most = run.length - from
    let longest = 0
    for (const start of this.#places.get(at(run, from)) ?? []) {
      if (longest === most || longest >= this.#texts.length - start) break
      // It can only be longer where the word behind the longest so far is the same.
      if (at(run, from + longest) !== at(this.#texts, start + longest)) continue
      longest = Math.max(longest, this.#alike(run, from, start))
    }
    return longest
  }

  #alike(run: ArrayLike<number>, from: number, start: number): number {
    const most = Math.min(run.length - from, this.#texts.length - start)
    let n = 0
    while (n < most && at(run, from + n) === at(this.#texts, start + n)) n += 1
    return n
  }
}
