/**
 * Word-level difference of two texts, for people: whole words, no confetti.
 *
 * RD1  The pieces that are not inserted spell the old text; those not deleted spell the new one.
 */
import { diffArrays } from 'diff'

export interface Piece {
  readonly kind: 'same' | 'inserted' | 'deleted'
  readonly text: string
}

/** Words with inner apostrophes, hyphens and decimal points; runs of space; single signs. */
const token = /[\p{L}\p{N}\p{M}]+(?:['’\-.,٫][\p{L}\p{N}\p{M}]+)*|\s+|[^\s]/gu

const tokensOf = (text: string): string[] => text.match(token) ?? []

/** What was inserted and deleted on the way from one text to the other. */
export function diffWords(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : []
  const parts = diffArrays(tokensOf(before), tokensOf(after)).map(
    ({ value, added, removed }): Piece => ({
      kind: added ? 'inserted' : removed ? 'deleted' : 'same',
      text: value.join(''),
    }),
  )
  return calm(parts)
}

/** A gap of nothing but space or one sign between two changes belongs to the change. */
const isTrifle = ({ kind, text }: Piece): boolean =>
  kind === 'same' && /^(?:\s+|[^\p{L}\p{N}])$/u.test(text)

function calm(parts: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let deleted = ''
  let inserted = ''
  const flush = () => {
    if (deleted) out.push({ kind: 'deleted', text: deleted })
    if (inserted) out.push({ kind: 'inserted', text: inserted })
    deleted = ''
    inserted = ''
  }
  parts.forEach((part, at) => {
    const inside = deleted !== '' && inserted !== '' && parts[at + 1]?.kind !== 'same'
    if (part.kind === 'deleted') deleted += part.text
    else if (part.kind === 'inserted') inserted += part.text
    else if (isTrifle(part) && inside && at < parts.length - 1) {
      deleted += part.text
      inserted += part.text
    } else {
      flush()
      out.push(part)
    }
  })
  flush()
  return out
}

/** Whether two texts are the same one, edited: at least half of the shorter one's words survive. */
export function isEditOf(before: string, after: string): boolean {
  const wordsOf = (text: string) => tokensOf(text).filter((each) => /[\p{L}\p{N}]/u.test(each))
  const old = wordsOf(before)
  const now = new Set(wordsOf(after))
  const shorter = Math.min(old.length, now.size)
  return shorter > 0 && old.filter((each) => now.has(each)).length * 2 >= shorter
}
