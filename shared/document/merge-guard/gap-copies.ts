/**
 * Words taken away and words written between the same two neighbours. Where one text is the other
 * with words taken out, or put in, or where most of it is the same, nobody typed the rest again: the
 * editor wrote the stretch anew, for a link or because a block came back, and somebody took out or
 * typed a word there.
 */
import type { Desk } from './copies.ts'
import { at, type ViewWords } from './view-words.ts'
import { type Piece, sideBySide } from './word-pieces.ts'

/** Two stretches longer than this together are left to the runs: they are found there. */
const mostCells = 40_000

interface Stretch {
  /** Indexes of the first piece and of the one behind the last. */
  readonly from: number
  readonly to: number
  /** The ancestor's letters beside it, -1 at the story's ends. */
  readonly left: number
  readonly right: number
  readonly block: number
  readonly startsBlock: boolean
  readonly endsBlock: boolean
}

export type Pair = readonly [gone: number, fresh: number]

/** Pairs of equal pieces, in order. `sourceOf` tells the older letter that a side's letter stands for. */
export function pairsInGaps(
  desk: Desk,
  gone: readonly Piece[],
  fresh: readonly Piece[],
  sourceOf: (p: number) => number,
): Pair[] {
  const { text, before, after } = desk
  const pairs: Pair[] = []
  const used = new Set<number>()
  // First all that was written in a row, then block by block.
  for (const isCut of [false, true]) {
    const older = stretchesOf(gone, before, text.blockOf, (p) => p, isCut)
    const newer = stretchesOf(fresh, after, text.blockOf, sourceOf, isCut)
    const gapOf = gapsAmong(older)
    for (const stretch of newer) {
      if (used.has(stretch.from)) continue
      const gap = gapOf(stretch)
      if (!gap) continue
      const found = pairsBetween(gone, gap, fresh, stretch)
      if (found.some(([i]) => used.has(-1 - i))) continue
      for (const [i, j] of found) {
        used.add(-1 - i).add(j)
        pairs.push([i, j])
      }
    }
  }
  return pairs
}

function stretchesOf(
  pieces: readonly Piece[],
  view: ViewWords,
  blockOf: Int32Array,
  older: (p: number) => number,
  isCut: boolean,
): Stretch[] {
  const stretches: Stretch[] = []
  const blockAt = (i: number) => at(blockOf, at(view.letters, i))
  for (let from = 0; from < pieces.length; from += 1) {
    const first = pieces[from]
    if (!first || first.taken) continue
    const block = blockAt(first.from)
    let to = from + 1
    let last = first
    for (let next = pieces[to]; next && !next.taken && sideBySide(last, next); next = pieces[to]) {
      if (isCut && blockAt(next.from) !== block) break
      last = next
      to += 1
    }
    stretches.push({
      from,
      to,
      left: older(at(view.letters, first.from - 1)),
      right: older(at(view.letters, last.to)),
      block,
      startsBlock: first.from === 0 || blockAt(first.from - 1) !== block,
      endsBlock: last.to >= view.letters.length || blockAt(last.to) !== blockAt(last.to - 1),
    })
    from = to - 1
  }
  return stretches
}

/** Finds the stretch that was taken away where another was written. */
function gapsAmong(older: readonly Stretch[]): (newer: Stretch) => Stretch | undefined {
  const byLeft = new Map(older.map((stretch) => [stretch.left, stretch]))
  const byRight = new Map(older.map((stretch) => [stretch.right, stretch]))
  const byBlock = new Map(
    older.filter(({ startsBlock, endsBlock }) => startsBlock && endsBlock).map((s) => [s.block, s]),
  )
  return (newer) =>
    [byLeft.get(newer.left), byRight.get(newer.right), byBlock.get(newer.block)].find(
      (gap) => gap && isSameGap(gap, newer),
    )
}

/** A block's edge is a neighbour, too, where the other neighbour or the block is the same. */
function isSameGap(a: Stretch, b: Stretch): boolean {
  const [sameLeft, sameRight] = [a.left === b.left, a.right === b.right]
  return (
    (sameLeft || (a.startsBlock && b.startsBlock)) &&
    (sameRight || (a.endsBlock && b.endsBlock)) &&
    (sameLeft || sameRight || a.block === b.block)
  )
}

/** The longest common words in order, if they are all of one stretch or most of both. */
function pairsBetween(
  gone: readonly Piece[],
  { from: top, to: bottom }: Stretch,
  fresh: readonly Piece[],
  { from: left, to: right }: Stretch,
): Pair[] {
  const [rows, columns] = [bottom - top, right - left]
  if (rows * columns > mostCells) return []
  const isEqual = (i: number, j: number) => gone[top + i]?.text === fresh[left + j]?.text
  const pairs = commonInOrder(rows, columns, isEqual)
  const isMost = pairs.length * 2 > Math.max(rows, columns)
  if (pairs.length < Math.min(rows, columns) && !isMost) return []
  return pairs.map(([i, j]) => [top + i, left + j])
}

/**
 * Of equal words, those beside the same neighbours: what stands first in both, then what stands last
 * in both, then what lies between.
 */
function commonInOrder(
  rows: number,
  columns: number,
  isEqual: (i: number, j: number) => boolean,
): Pair[] {
  const most = Math.min(rows, columns)
  let first = 0
  while (first < most && isEqual(first, first)) first += 1
  let last = 0
  while (last < most - first && isEqual(rows - 1 - last, columns - 1 - last)) last += 1
  const between = longestCommon(rows - first - last, columns - first - last, (i, j) =>
    isEqual(first + i, first + j),
  )
  return [
    ...Array.from({ length: first }, (_, n): Pair => [n, n]),
    ...between.map(([i, j]): Pair => [first + i, first + j]),
    ...Array.from({ length: last }, (_, n): Pair => [rows - last + n, columns - last + n]),
  ]
}

function longestCommon(
  rows: number,
  columns: number,
  isEqual: (i: number, j: number) => boolean,
): Pair[] {
  const width = columns + 1
  const longest = new Int32Array((rows + 1) * width)
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      longest[i * width + j] = isEqual(i, j)
        ? at(longest, (i + 1) * width + j + 1) + 1
        : Math.max(at(longest, (i + 1) * width + j), at(longest, i * width + j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (isEqual(i, j)) {
      pairs.push([i, j])
      i += 1
      j += 1
    } else if (at(longest, (i + 1) * width + j) >= at(longest, i * width + j + 1)) i += 1
    else j += 1
  }
  return pairs
}
