/**
 * Fuzzy matching for the palette.
 *
 * FZ1  Every word typed must be found, in any order, as a run of letters in their order.
 * FZ2  Beginnings of words come before middles, whole runs before scattered letters.
 * FZ3  Accents, case, tashkeel and the forms of alef do not matter.
 */

/** Text as it is compared. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|ـ/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLocaleLowerCase('en')

/** Longer texts are searched by the engine's index; here a match must be near its beginning. */
const longest = 200

function scattered(text: string, word: string): number {
  let at = -1
  let gaps = 0
  for (const letter of word) {
    const next = text.indexOf(letter, at + 1)
    if (next < 0) return 0
    if (at >= 0) gaps += next - at - 1
    at = next
  }
  return gaps > word.length * 2 ? 0 : 10 / (1 + gaps)
}

function wordScore(text: string, word: string): number {
  const run = text.indexOf(word)
  if (run === 0) return 100
  if (run > 0) return /[\s\-·:“«]/.test(text[run - 1] ?? '') ? 80 : 40
  return scattered(text, word)
}

/** How well `typed` names `text`; 0 when it does not. */
export function fuzzyScore(typed: string, text: string): number {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const folded = fold(text).slice(0, longest)
  let sum = 0
  for (const word of words) {
    const score = wordScore(folded, word)
    if (score === 0) return 0
    sum += score
  }
  return words.length === 0 ? 1 : sum / words.length + 10 / (10 + folded.length)
}

/** Those that match, best first. */
export const fuzzyFind = <T>(
  typed: string,
  items: readonly T[],
  textOf: (item: T) => string,
): T[] =>
  items
    .map((item) => ({ item, score: fuzzyScore(typed, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
