/**
 * What one side took away and what it wrote, as pieces of words: a block that was split in the
 * middle of "report" took away "port" and wrote "port".
 */
import type { UnionText } from './union-walk.ts'
import { at, spell, type Texts, type ViewWords } from './view-words.ts'

export interface Piece {
  /** Indexes into the view's letters. */
  from: number
  to: number
  /** Number of its text. */
  text: number
  /** Its word in the view. */
  readonly word: number
  taken: boolean
}

/** Pieces of a view's words whose letters the other view does not share. */
export function piecesNotShared(
  isShared: (p: number) => boolean,
  { text, view, texts }: { text: UnionText; view: ViewWords; texts: Texts },
): Piece[] {
  const pieces: Piece[] = []
  for (let w = 0; w < view.count; w += 1) {
    const end = at(view.starts, w + 1)
    let i = at(view.starts, w)
    while (i < end) {
      while (i < end && isShared(at(view.letters, i))) i += 1
      const from = i
      while (i < end && !isShared(at(view.letters, i))) i += 1
      if (i > from) {
        const whole = from === at(view.starts, w) && i === end
        const number = whole ? at(view.texts, w) : textNumber(text, view, texts, from, i)
        pieces.push({ from, to: i, text: number, word: w, taken: false })
      }
    }
  }
  return pieces
}

export const textNumber = (
  text: UnionText,
  view: ViewWords,
  texts: Texts,
  from: number,
  to: number,
): number => texts.numberOf(spell(text, view.letters, from, to))

/** Do the pieces stand side by side, without a letter that both views see between them? */
export const sideBySide = (a: Piece | undefined, b: Piece | undefined): boolean =>
  a !== undefined && b !== undefined && a.to === b.from
