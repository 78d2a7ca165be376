/** "TK": a fact still to come. Found next to any punctuation, never inside a word (ATK, TKO). */

const placeholder = /(?<![\p{L}\p{N}])TK+(?![\p{L}\p{N}])/gu

export interface FoundPlaceholder {
  readonly index: number
  readonly length: number
}

export function findPlaceholders(text: string): FoundPlaceholder[] {
  if (!text.includes('TK')) return []
  return [...text.matchAll(placeholder)].map(({ index, 0: found }) => ({
    index,
    length: found.length,
  }))
}
