/**
 * What one side's text tells of the parts of letters holds in another that knows it. Somebody typed
 * "tansond" before "trouvind", and the old "t" is in "tansond" now. Whoever heard of that and took
 * "trouvind" out still shows the old "t", and has dropped it all the same.
 */
import { noPart, type Slides } from './slides.ts'
import type { UnionText } from './union-walk.ts'
import { at } from './view-words.ts'

/** The slides of all sides, each with the letters that it dropped where others made them slide. */
export function withShared(text: UnionText, slides: readonly Slides[]): readonly Slides[] {
  return slides.map((own, side) => {
    const dropped = slides.flatMap((other) =>
      other === own ? [] : droppedThere(text, 2 << side, own, other),
    )
    if (dropped.length === 0) return own
    const entries = dropped.map((p) => [p, noPart] as const)
    return {
      carriers: new Map([...own.carriers, ...entries]),
      parts: new Map([...own.parts, ...entries]),
    }
  })
}

/** Older letters that a side shows, and whose part had gone to a letter that it took out. */
function droppedThere({ masks, known }: UnionText, bit: number, own: Slides, other: Slides) {
  const isTakenOut = (p: number) => (at(known, p) & ~at(masks, p) & bit) !== 0
  return [...other.carriers].flatMap(([root, carrier]) => {
    if (carrier < 0 || (at(masks, carrier) & 1) !== 0 || !isTakenOut(carrier)) return []
    const isShown = (at(masks, root) & bit) !== 0
    return isShown && !own.carriers.has(root) && !own.parts.has(root) ? [root] : []
  })
}
