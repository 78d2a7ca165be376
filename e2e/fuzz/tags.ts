/**
 * The oracle's knowledge: each word somebody writes carries one letter (for private use) that no
 * other word has. Whoever reads the letters knows which word stands where, how often.
 *
 *     prose    the merge guard does not see that letter: it has the plain words to go by
 *     unique   it does: no two words are the same
 */
import type { Reading } from '../../shared/document/merge-guard/reading.ts'

export type TagMode = 'prose' | 'unique'

const first = 0xe000
/** As many as the area for private use has. */
const most = 6400

const tagOf = /[\ue000-\uf8ff]/g
const token = /[a-zA-Z\ue000-\uf8ff]+/g

/** How the guard is to read in prose. */
export const blindToTags: Reading = { hidden: (unit) => unit >= first && unit < first + most }

export const plain = (text: string): string => text.replace(tagOf, '')

/** Every word written in one run, by the number of its tag. */
export class Tags {
  readonly #words: string[] = []

  /** The word with its own tag behind its last letter; a sign of a sentence stays behind that. */
  write(word: string): string {
    const [, letters = '', sign = ''] = /^([a-zA-Z]+)(.*)$/.exec(word) ?? []
    const number = this.#words.length
    if (number >= most) throw new Error(`A run writes at most ${most} words`)
    this.#words.push(letters)
    return letters + String.fromCharCode(first + number) + sign
  }

  writeAll(words: readonly string[]): string {
    return words.map((word) => this.write(word)).join(' ')
  }

  wordOf(tag: number): string {
    return this.#words[tag] ?? ''
  }

  tagsIn = (text: string): number[] => {
    return [...text.matchAll(tagOf)].map(([letter]) => letter.charCodeAt(0) - first)
  }

  /**
   * Does a word that reads the same stand in other texts between the very neighbours of this one? Not
   * for a word alone in its text: then nobody can say that another stands in its place.
   */
  standsInPlace(tag: number, texts: readonly string[], others: readonly string[]): boolean {
    const letter = String.fromCharCode(first + tag)
    const words = texts.find((each) => each.includes(letter))?.match(token) ?? []
    const at = words.findIndex((word) => word.includes(letter))
    if (at === -1 || words.length === 1) return false
    const own = [this.#tagOf(words[at - 1]), plain(words[at] ?? ''), this.#tagOf(words[at + 1])]
    return others.some((other) => {
      const found = other.match(token) ?? []
      return found.some((word, n) => {
        const there = [this.#tagOf(found[n - 1]), plain(word), this.#tagOf(found[n + 1])]
        return there.every((part, i) => part === own[i])
      })
    })
  }

  /** Null at the end of a text. */
  #tagOf = (word: string | undefined): string | null =>
    word === undefined ? null : this.tagsIn(word).join()

  /**
   * Of "in write in", the second "in" older: the tag of the first stands in the other texts without
   * its letters, and "write in" behind it.
   */
  standsBehind(tag: number, texts: readonly string[], others: readonly string[]): boolean {
    const letter = String.fromCharCode(first + tag)
    const text = texts.find((each) => each.includes(letter)) ?? ''
    const behind = text.slice(text.indexOf(letter) + 1)
    const again = new RegExp(`^.*?\\b${this.wordOf(tag)}(?=[\ue000-\uf8ff])`).exec(behind)
    if (!again) return false
    return others.some((other) => {
      const at = other.indexOf(letter)
      const isBare = at === 0 || (at > 0 && /[^a-zA-Z]/.test(other[at - 1] ?? ''))
      return isBare && plain(other.slice(at)).startsWith(plain(again[0]))
    })
  }

  /** Do two words stand next to each other, with nothing between them that stays? */
  standSideBySide(
    one: number,
    other: number,
    texts: readonly string[],
    goes: (tag: number) => boolean,
  ): boolean {
    const isBetween = (tag: number) => tag !== one && tag !== other && goes(tag)
    return texts.some((text) => {
      const words = (text.match(token) ?? []).filter((word) => {
        const tags = this.tagsIn(word)
        return tags.length === 0 || !tags.every(isBetween)
      })
      return words.some((word, n) => {
        const pair = [...this.tagsIn(word), ...this.tagsIn(words[n + 1] ?? '')]
        return pair.length === 2 && pair.includes(one) && pair.includes(other)
      })
    })
  }

  /** Words that stand whole, and pieces that nobody wrote like that. */
  read(text: string): { whole: number[]; pieces: string[] } {
    const whole: number[] = []
    const pieces: string[] = []
    for (const [piece] of text.matchAll(token)) {
      const [tag, ...more] = this.tagsIn(piece)
      const isWhole =
        tag !== undefined &&
        more.length === 0 &&
        piece === this.#words[tag] + String.fromCharCode(first + tag)
      if (isWhole) whole.push(tag)
      else pieces.push(piece)
    }
    return { whole, pieces }
  }
}
