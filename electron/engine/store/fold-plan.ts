/**
 * How the grown log of a story is made short again while both sides' rows must stay apart. Pure.
 *
 * DCP1  No row that waits is merged with one that the server has, and none across the point at
 *      which a waiting command was given: commands leave after the text before them.
 * DCP2  No merged row grows beyond what a server takes in one piece.
 */
export interface FoldRow {
  readonly seq: number
  readonly mine: boolean
  /** Mine, and the server has not acknowledged it. */
  readonly waiting: boolean
  readonly bytes: number
}

/** Rows that may become one. */
export interface FoldSegment {
  readonly mine: boolean
  readonly seqs: readonly number[]
}

/** Far below the largest update a server takes, in bytes. */
const largestMerged = 2 * 1024 * 1024

type Side = 'theirs' | 'acknowledged' | 'waiting'
const sideOf = ({ mine, waiting }: FoldRow): Side =>
  !mine ? 'theirs' : waiting ? 'waiting' : 'acknowledged'

/**
 * The segments of a story's rows, each side's in its own order. `cuts`: newest of my rows when each
 * waiting command was given.
 */
export function planFold(rows: readonly FoldRow[], cuts: readonly number[]): FoldSegment[] {
  const open = new Map<Side, { seqs: number[]; bytes: number }>()
  const segments: FoldSegment[] = []
  const close = (side: Side): void => {
    const segment = open.get(side)
    open.delete(side)
    if (segment) segments.push({ mine: side !== 'theirs', seqs: segment.seqs })
  }
  for (const row of rows) {
    const side = sideOf(row)
    const before = open.get(side)
    const last = before?.seqs.at(-1)
    const isCut = last !== undefined && cuts.some((cut) => last <= cut && cut < row.seq)
    if (before && (isCut || before.bytes + row.bytes > largestMerged)) close(side)
    const segment = open.get(side) ?? { seqs: [], bytes: 0 }
    segment.seqs.push(row.seq)
    segment.bytes += row.bytes
    open.set(side, segment)
  }
  for (const side of [...open.keys()]) close(side)
  return segments.sort((a, b) => (a.seqs[0] ?? 0) - (b.seqs[0] ?? 0))
}
