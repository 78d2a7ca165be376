/**
 * What a reader could read, as their cursor carries it to and fro.
 *
 *     reach → [reach mark] → page, cursor → did it grow?
 *
 * VRM1  However many desks somebody belongs to, their cursor fits into a request; whoever may read
 *       more than before is sent what is due to them, and whoever may read the same is not.
 */
import { createHash } from 'node:crypto'
import { digestMark, hasGrown, type Reach, reachText } from '../../shared/model/reading.ts'

/** Characters of a list that is sent as it is; a request line holds a few thousand. */
const longest = 2000

/** The text for the next cursor: the desks, or of very many a digest. */
export function markOf(reach: Reach): string {
  const text = reachText(reach)
  if (text.length <= longest) return text
  return digestMark + createHash('sha256').update(text).digest('hex')
}

/** True when the feed must start over for them. Of a digest, any other desks may be more desks. */
export const hasGrownSince = (reach: Reach, mark: string): boolean =>
  mark !== markOf(reach) && hasGrown(reach, mark)
