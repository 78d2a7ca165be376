/** Which edition a reader gets who asks for none. */
import { type Language, languages } from '../../shared/model/vocabulary.ts'

const fallback: Language = 'en'
const longestHeader = 500

/** The edition that fits an Accept-Language header best, English where none does. */
export function editionFor(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, longestHeader)
    .split(',')
    .map(parseWish)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wishes) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`))
    if (found) return found
  }
  return fallback
}

function parseWish(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
  const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean)
  return { tag, weight: quality === undefined ? 1 : Number(quality) }
}
