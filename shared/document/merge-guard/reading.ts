/** What the guard takes for a letter of a word. Spaces and punctuation are not compared. */

export interface Reading {
  /** UTF-16 units that the guard must not see at all (tags of a test's oracle). */
  hidden(unit: number): boolean
}

export const plainReading: Reading = { hidden: () => false }

export type Sort = 'letter' | 'between' | 'hidden'

/** Letters, marks and digits; private use and surrogate halves too, so that an emoji is a word. */
const letter = /[\p{L}\p{M}\p{N}\p{Co}\p{Cs}]/u

const sorts = new Map<number, boolean>()

/** A card or list entry stands in the text as one letter of this unit. */
export const tokenUnit = 0

export function isLetter(unit: number): boolean {
  if (unit === tokenUnit) return true
  if (unit < 128) {
    return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57)
  }
  const known = sorts.get(unit)
  if (known !== undefined) return known
  const is = letter.test(String.fromCharCode(unit))
  sorts.set(unit, is)
  return is
}

export function sortOf(unit: number, reading: Reading): Sort {
  if (unit !== tokenUnit && reading.hidden(unit)) return 'hidden'
  return isLetter(unit) ? 'letter' : 'between'
}
