/** The engine marks matched words with two private characters; here they become pieces to show. */
export interface Piece {
  readonly text: string
  readonly matched: boolean
}

const marks = /\uE000([^\uE000\uE001]*)\uE001/g
const stray = /[\uE000\uE001]/g

/** An excerpt as plain and matched pieces; a mark without its partner is dropped, its text stays. */
export function piecesOf(excerpt: string): Piece[] {
  const pieces: Piece[] = []
  const add = (text: string, matched: boolean) => {
    const clean = text.replace(stray, '')
    if (clean) pieces.push({ text: clean, matched })
  }
  let from = 0
  for (const found of excerpt.matchAll(marks)) {
    add(excerpt.slice(from, found.index), false)
    add(found[1] ?? '', true)
    from = found.index + found[0].length
  }
  add(excerpt.slice(from), false)
  return pieces
}
