/** Words that live, but whose neighbours went to another block: typed where somebody split or moved. */
import type { Fates } from './fates.ts'
import { isAlive, type Lineage, livesOf } from './lineage.ts'
import type { Finding } from './merge-report.ts'
import { blockOfWord, contextOf, findingId, keyOfLetters, sliceOf, withHidden } from './slices.ts'
import type { TypedWord } from './typed-words.ts'
import { blockIdOf } from './union-walk.ts'
import { at, type ViewWords } from './view-words.ts'

export function apartFindings(
  lineage: Lineage,
  side: number,
  typed: readonly TypedWord[],
  fates: Fates,
): Finding[] {
  const view = lineage.sides[side]
  if (!view) return []
  return runsOf(lineage, view, typed, fates)
    .filter(([first, last]) => isApart(lineage, view, first, last))
    .map(([first, last]) => finding(lineage, side, view, first, last))
}

type Run = [first: number, last: number]

function runsOf(
  lineage: Lineage,
  view: ViewWords,
  typed: readonly TypedWord[],
  { extra }: Fates,
): Run[] {
  const runs: Run[] = []
  for (const { word, fresh, fate } of typed) {
    if (!fresh || fate !== 'stands' || extra.has(lastLetter(view, word))) continue
    const open = runs.at(-1)
    const block = blockOfWord(lineage, view, word)
    if (open && open[1] === word - 1 && blockOfWord(lineage, view, open[1]) === block) {
      open[1] = word
    } else runs.push([word, word])
  }
  return runs
}

const lastLetter = (view: ViewWords, word: number): number =>
  at(view.letters, at(view.starts, word + 1) - 1)

function isApart(lineage: Lineage, view: ViewWords, first: number, last: number): boolean {
  const home = at(lineage.text.blockOf, lastLetter(view, last))
  const neighbours = [first - 1, last + 1]
    .filter((word) => word >= 0 && word < view.count)
    .filter((word) => blockOfWord(lineage, view, word) === blockOfWord(lineage, view, first))
    .map((word) => blocksOf(lineage, lastLetter(view, word)))
  return (
    neighbours.length > 0 &&
    neighbours.every((blocks) => blocks.length > 0 && !blocks.includes(home))
  )
}

/** Blocks in which a letter or its copies live. */
function blocksOf(lineage: Lineage, p: number): number[] {
  const lives = livesOf(lineage, at(lineage.roots, p))
  if (isAlive(lineage, p)) lives.push(p)
  return lives.map((life) => at(lineage.text.blockOf, life))
}

function finding(
  lineage: Lineage,
  side: number,
  view: ViewWords,
  first: number,
  last: number,
): Finding {
  const { text } = lineage
  const letters = [...view.letters.subarray(at(view.starts, first), at(view.starts, last + 1))]
  const start = letters[0] ?? 0
  const end = letters.at(-1) ?? start
  const block = text.blocks[at(text.blockOf, end)]
  return {
    id: findingId('apart', keyOfLetters(lineage, letters)),
    kind: 'apart',
    place: block?.place ?? 'body',
    words: sliceOf(lineage, view.bit, start, withHidden(lineage, view.bit, end)),
    sides: [side],
    block: blockIdOf(block?.item ?? null),
    ...contextOf(lineage, view, first, last),
    remedy: null,
  }
}
