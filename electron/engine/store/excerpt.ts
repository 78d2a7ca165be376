/** A piece of text around the first match, matched words between U+E000 and U+E001. */
import { foldText, withoutArticle, wordsOf } from './fold-text.ts'

const before = 60
const after = 120

/** Null when none of the words (folded, without article) begins a word of the text. */
export function excerptOf(text: string, stems: readonly string[]): string | null {
  const matches = (word: string): boolean => {
    const folded = foldText(word)
    const bare = withoutArticle(folded) ?? folded
    return stems.some((stem) => folded.startsWith(stem) || bare.startsWith(stem))
  }
  const words = wordsOf(text)
  const first = words.find(([word]) => matches(word))
  if (!first) return null
  const start = Math.max(0, first.index - before)
  const end = Math.min(text.length, first.index + after)
  const from = start === 0 ? 0 : (words.find(({ index }) => index >= start)?.index ?? first.index)
  let out = from > 0 ? '…' : ''
  let at = from
  for (const { 0: word, index } of words) {
    if (index < from || index + word.length > end || !matches(word)) continue
    out += `${text.slice(at, index)}\uE000${word}\uE001`
    at = index + word.length
  }
  const tail = text.slice(at, Math.max(at, end))
  return out + (end < text.length ? `${tail.trimEnd()}…` : tail)
}
