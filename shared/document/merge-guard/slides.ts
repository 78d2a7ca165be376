/**
 * Undoes an accident of how edits are stored. Between "me" and "will" somebody types "was", and the
 * editor, which looks for the shortest difference, writes "as w" behind the old "w". The text is the
 * same, but the old "w" is in "was" now, and "will" begins with a new one. Or "a " before "about": " a"
 * behind the old "a". Here letters get back the parts that the person meant: a stretch that starts or
 * ends inside a word slides left to where a word starts.
 */
import type { UnionText } from './union-walk.ts'
import { at } from './view-words.ts'

/** The longest stretch of letters that two words begin with, as far as anybody looks. */
const longestSlide = 24

/** Who plays whose part in one side: ancestor position → position in the side, or `noPart`. */
export interface Slides {
  readonly carriers: ReadonlyMap<number, number>
  /** Position that the side shows → the ancestor's letter it stands for, or `noPart`. */
  readonly parts: ReadonlyMap<number, number>
}

export const noSlides: Slides = { carriers: new Map(), parts: new Map() }

/** The letter is shown, but it is no older letter; or it is gone. */
export const noPart = -2

export function findSlides(text: UnionText, sorts: Uint8Array, sideBit: number): Slides {
  const carriers = new Map<number, number>()
  const parts = new Map<number, number>()
  const typed = slidesLeft(text, sorts, sideBit, 1)
  const deleted = slidesLeft(text, sorts, 1, sideBit)
  // Deleted and typed at one place: "that the", undone and done again, is the same before and after.
  const isStill = standingIn(typed, deleted)
  // What was typed: the old letter before it is new in truth, its last letter is the old one. Where
  // one typed on, word by word, that letter is followed by the next that takes its part.
  for (const [kept, moved] of typed.filter((slid) => !isStill(slid)).flat()) {
    const older = parts.get(kept) ?? kept
    if (older === noPart) continue
    carriers.set(older, moved)
    parts.set(moved, older)
    parts.set(kept, noPart)
  }
  // What was deleted: the letter before it is gone in truth, its last letter lives on there.
  const gone = new Map<number, number>()
  for (const [kept, moved] of deleted.filter((slid) => !isStill(slid)).flat()) {
    const carrier = gone.get(kept) ?? kept
    if (carrier === noPart || carriers.has(kept) || parts.has(kept)) continue
    gone.set(moved, carrier)
    gone.set(kept, noPart)
    parts.set(carrier, moved)
  }
  for (const [p, carrier] of gone) carriers.set(p, carrier)
  return { carriers, parts }
}

/** Letters that a stretch slides over, from its end: each with the one that takes its part. */
type Slid = readonly (readonly [kept: number, moved: number])[]

/** Does a stretch slide over letters that one of the other view slides over as well? */
function standingIn(typed: readonly Slid[], deleted: readonly Slid[]): (slid: Slid) => boolean {
  const keptIn = (slids: readonly Slid[]) => new Set(slids.map(([[kept = -1] = []]) => kept))
  const [one, other] = [keptIn(typed), keptIn(deleted)]
  return ([[kept = -1] = []]) => one.has(kept) && other.has(kept)
}

/** Stretches that one view shows and the other does not. */
function slidesLeft(
  text: UnionText,
  sorts: Uint8Array,
  shownBit: number,
  otherBit: number,
): Slid[] {
  const { masks, blockOf } = text
  const slids: Slid[] = []
  const shown: number[] = []
  let block = -1
  let start = -1
  const close = (isLetterNext: boolean) => {
    const slid = start > 0 ? slide(text, sorts, shown, start, isLetterNext) : []
    if (slid.length > 0) slids.push(slid)
    start = -1
  }
  for (let p = 0; p < text.size; p += 1) {
    const mask = at(masks, p)
    if ((mask & shownBit) === 0) continue
    if (at(blockOf, p) !== block) {
      close(false)
      shown.length = 0
      block = at(blockOf, p)
    }
    if ((mask & otherBit) !== 0) close(sorts[p] === 1)
    else if (start === -1) start = shown.length
    shown.push(p)
  }
  close(false)
  return slids
}

/** `shown` ends with the stretch, which begins at `start`; behind it a word may go on. */
function slide(
  text: UnionText,
  sorts: Uint8Array,
  shown: readonly number[],
  start: number,
  isLetterNext: boolean,
): Slid {
  const isLetter = (i: number) => i >= 0 && sorts[shown[i] ?? -1] === 1
  const startsInside = isLetter(start - 1) && isLetter(start)
  const endsInside = isLetter(shown.length - 1) && isLetterNext
  if (!startsInside && !endsInside) return []
  const most = Math.min(shown.length - start, start, longestSlide)
  for (let by = 1; by <= most; by += 1) {
    const kept = shown[start - by] ?? -1
    const moved = shown[shown.length - by] ?? -1
    if (text.units[kept] !== text.units[moved]) return []
    if (isLetter(start - by - 1)) continue
    return Array.from({ length: by }, (_, n) => [
      shown[start - 1 - n] ?? -1,
      shown[shown.length - 1 - n] ?? -1,
    ])
  }
  return []
}
