/**
 * Undoes another accident of how edits are stored. Where "Some" came to stand in the place of
 * "Stonail", the editor, which looks for the shortest difference, keeps the "S". The person kept
 * nothing: "Stonail" is gone and "Some" is another word. That can be told where "Some" was taken away
 * elsewhere, or where "Stonail" was written elsewhere: then a word was moved, and all of its letters.
 */
import { noPart, type Slides } from './slides.ts'
import { at, sameWordIn, type ViewWords } from './view-words.ts'

/** The slides of a side, and the letters that only look kept. */
export function withBorrowed(slides: Slides, before: ViewWords, after: ViewWords): Slides {
  const suspects = borrowers(slides, before, after)
  if (suspects.length === 0) return slides
  const takenAway = textsOnlyIn(before, after)
  const written = textsOnlyIn(after, before)
  const carriers = new Map(slides.carriers)
  const parts = new Map(slides.parts)
  for (const { kept, older, newer } of suspects) {
    if (!takenAway.has(at(after.texts, newer)) && !written.has(at(before.texts, older))) continue
    for (const p of kept) {
      carriers.set(p, noPart)
      parts.set(p, noPart)
    }
  }
  return { carriers, parts }
}

interface Borrower {
  readonly older: number
  readonly newer: number
  readonly kept: readonly number[]
}

/** Words that begin, or end, with letters of one older word, and have new ones. */
function borrowers({ parts, carriers }: Slides, before: ViewWords, after: ViewWords): Borrower[] {
  const found: Borrower[] = []
  for (let newer = 0; newer < after.count; newer += 1) {
    if (sameWordIn(before, after, newer) !== -1) continue
    const letters = after.letters.subarray(at(after.starts, newer), at(after.starts, newer + 1))
    const kept = [...letters].filter((p) => at(before.wordOf, p) !== -1)
    const [first = -1] = kept
    if (kept.length === 0 || kept.length === letters.length) continue
    const older = at(before.wordOf, first)
    const isOfOne = kept.every((p) => at(before.wordOf, p) === older)
    if (!isOfOne || at(before.texts, older) === at(after.texts, newer)) continue
    if (kept.some((p) => parts.has(p) || carriers.has(p))) continue
    const own = before.letters.subarray(at(before.starts, older), at(before.starts, older + 1))
    const begins = kept.every((p, n) => own[n] === p && letters[n] === p)
    const ends = kept.every((p, n) => {
      const fromEnd = kept.length - n
      return own[own.length - fromEnd] === p && letters[letters.length - fromEnd] === p
    })
    if (begins || ends) found.push({ older, newer, kept })
  }
  return found
}

/** Texts of the words of a view of which the other shows no letter. */
function textsOnlyIn(view: ViewWords, other: ViewWords): Set<number> {
  const texts = new Set<number>()
  for (let word = 0; word < view.count; word += 1) {
    const end = at(view.starts, word + 1)
    let i = at(view.starts, word)
    while (i < end && at(other.wordOf, at(view.letters, i)) === -1) i += 1
    if (i === end) texts.add(at(view.texts, word))
  }
  return texts
}
