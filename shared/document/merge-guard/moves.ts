/**
 * A word that one side took away here and wrote there, where it was lost, and that stands here again
 * because the other side kept it: it was moved, the move did not last, and it stands once. Nobody
 * needs to hear of a loss and of a return.
 */
import type { Finding } from './merge-report.ts'
import { type Reading, sortOf } from './reading.ts'

/** All findings but those that cancel each other out. */
export function withoutMoves(findings: readonly Finding[], reading: Reading): Finding[] {
  const returned = findings.filter(({ kind }) => kind === 'returned')
  const moved = new Set<Finding>()
  for (const lost of findings) {
    if (lost.kind !== 'lost-typed') continue
    const words = lettersIn(lost.words, reading)
    const back = returned.find(
      (other) =>
        !moved.has(other) &&
        lost.sides.every((side) => other.sides.includes(side)) &&
        lettersIn(other.words, reading) === words,
    )
    if (back) moved.add(lost).add(back)
  }
  return findings.filter((finding) => !moved.has(finding))
}

/** The words of a finding without marks and without what the guard must not see. */
function lettersIn(words: string, reading: Reading): string {
  let letters = ''
  for (let i = 0; i < words.length; i += 1) {
    const unit = words.charCodeAt(i)
    const sort = sortOf(unit, reading)
    if (sort === 'letter') letters += words[i]
    else if (sort === 'between' && !letters.endsWith(' ')) letters += ' '
  }
  return letters.trim()
}
