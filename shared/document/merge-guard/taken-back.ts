/**
 * A desk that was set back to an older copy may show words that it had written and taken back since,
 * and the others know that. Where such a desk splits or joins the block they stand in, it writes them
 * anew: the new letters are no more wanted than the old ones.
 */
import { AlikeRuns } from './alike-runs.ts'
import type { Lineage } from './lineage.ts'
import type { TypedWord } from './typed-words.ts'
import { at, type ViewWords, wordsOf } from './view-words.ts'

/** So many words in a row are the same words wherever they stand; fewer only as all that was lost. */
const longRun = 3

/** Turns `lost` into `dropped` for words that repeat what another side knew and took back. */
export function judgeTakenBack(lineage: Lineage, side: number, typed: readonly TypedWord[]): void {
  const view = lineage.sides[side]
  const lost = typed.filter(({ fate }) => fate === 'lost')
  if (!view || lost.length === 0) return
  const gone = takenBackWords(lineage, side)
  if (gone === null) return
  const takenBack = new AlikeRuns(gone.texts)
  for (const run of runsOf(lost)) {
    const texts = run.map(({ word }) => at(view.texts, word))
    for (let n = 0; n < run.length; ) {
      const length = takenBack.longest(texts, n)
      if (length >= longRun || (length > 0 && length === run.length)) {
        for (const word of run.slice(n, n + length)) word.fate = 'dropped'
      }
      n += Math.max(1, length)
    }
  }
}

/** Words that came up after the ancestor, that this side and another knew, and neither shows. */
function takenBackWords({ text, sorts, texts }: Lineage, side: number): ViewWords | null {
  const own = 2 << side
  const others = text.mergeBit - 2 - own
  const masks = new Uint32Array(text.size)
  let any = false
  for (let p = 0; p < text.size; p += 1) {
    const [known, mask] = [at(text.known, p), at(text.masks, p)]
    const isDead = (mask & (1 | own | text.mergeBit)) === 0 && (known & own) !== 0
    if (!isDead || (known & ~mask & others) === 0) continue
    masks[p] = 1
    any = true
  }
  return any ? wordsOf({ text: { ...text, masks }, sorts, texts }, 1) : null
}

function runsOf(lost: readonly TypedWord[]): TypedWord[][] {
  const runs: TypedWord[][] = []
  for (const word of lost) {
    const open = runs.at(-1)
    if (open && open.at(-1)?.word === word.word - 1) open.push(word)
    else runs.push([word])
  }
  return runs
}
