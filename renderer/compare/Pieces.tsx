import type { Piece } from './word-diff.ts'

/** Text with what was inserted and deleted in it: told by element and line as well as by colour. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  let at = 0
  return pieces.map(({ kind, text }) => {
    const key = at++
    if (kind === 'inserted') return <ins key={key}>{text}</ins>
    if (kind === 'deleted') return <del key={key}>{text}</del>
    return <span key={key}>{text}</span>
  })
}
