/** A piece of text around the first match, matched words between U+E000 and U+E001. */
import { firstWord, foldText, withoutArticle, wordsOf } from './fold-text.ts'

const before = 60
const after = 120

/** Null when none of the words (folded, without article) begins a word of the text. */
export function excerptOf(text: string, stems: readonly string[]): string | null {
  const matches = (word: string): boolean => {
    const folded = foldText(word)
    const bare = withoutArticle(folded) ?? folded
    return stems.some((stem) => folded.startsWith(stem) || bare.startsWith(stem))
  }
  const first = firstWord(text, matches)
  if (!first) return null
  const start = Math.max(0, first.index - before)
  const end = Math.min(text.length, first.index + after)
  // Whole words only: what stands between two words is part of the text, half a word is not.
  const words = wordsOf(text.slice(start, end)).map(({ 0: word, index }) => ({
    word,
    index: start + index,
  }))
  const cut = start > 0 && /[\p{L}\p{N}\p{M}ـ]/u.test(text[start - 1] ?? '')
  const from = start === 0 ? 0 : ((cut ? words.slice(1) : words)[0]?.index ?? first.index)
  let out = from > 0 ? '…' : ''
  let at = from
  for (const { word, index } of words) {
    if (index < from || index + word.length > end || !matches(word)) continue
    out += `${text.slice(at, index)}\uE000${word}\uE001`
    at = index + word.length
  }
  const tail = text.slice(at, Math.max(at, end))
  return out + (end < text.length ? `${tail.trimEnd()}…` : tail)
}
