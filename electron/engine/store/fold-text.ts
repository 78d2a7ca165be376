/**
 * Folds text so that what a person types finds what another person wrote: case, accents, Arabic
 * letter forms, vowel signs, digits.
 *
 * DFT1  Folding twice changes nothing more.
 */

const single: Readonly<Record<string, string>> = {
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ٱ: 'ا',
  ـ: '',
}

/** Lower case, no accents or vowel signs, one form for each Arabic letter, Western digits. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ىیکةٱـ]/g, (letter) => single[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toLowerCase()
}

const wordPattern = /[\p{L}\p{N}\p{M}ـ]+/gu

/** Words of a text with their places, unfolded. */
export const wordsOf = (text: string): RegExpExecArray[] => [...text.matchAll(wordPattern)]

/** The first word that is wanted; the rest of the text is not looked at. */
export function firstWord(
  text: string,
  isWanted: (word: string) => boolean,
): { readonly index: number } | null {
  for (const { 0: word, index } of text.matchAll(wordPattern)) if (isWanted(word)) return { index }
  return null
}

/** A folded Arabic word without "and", "in", "for" … and the article before it; null if it has none. */
export function withoutArticle(folded: string): string | null {
  const bare = /^[وفبك]?(?:ال|لل)(?=[\u0621-\u064a]{3})/u
  return bare.test(folded) ? folded.replace(bare, '') : null
}

/** Folded words for the index; an Arabic word with its article is listed without it as well. */
export const foldForIndex = (text: string): string =>
  wordsOf(text)
    .map(([word]) => {
      const folded = foldText(word)
      const bare = withoutArticle(folded)
      return bare ? `${folded} ${bare}` : folded
    })
    .join(' ')
