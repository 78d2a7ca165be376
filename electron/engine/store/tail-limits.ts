/**
 * How long the tail of a story's log may grow behind its snapshot. Opening a story reads both, so
 * the tail stays short; folding writes the snapshot anew, so a long text may have a longer tail. Pure.
 *
 * DTL1  A tail long enough to be felt at opening is folded, however it grew.
 * DTL2  Folding writes at most a few kilobytes for each row it folds.
 */
export interface TailSize {
  readonly rows: number
  readonly bytes: number
  /** Bytes of what stands folded before it. */
  readonly folded: number
}

/** While somebody writes. */
const most = { rows: 32, bytes: 64 * 1024 }
/** When a story is left, taken up or comes to rest. */
const mostAtRest = 8
/** Written anew for each row that is folded in, while somebody writes and at rest. */
const bytesEachRow = 2048
const bytesEachRowAtRest = 8192

/** Whether it must be folded now, also while somebody writes. */
export const isLong = ({ rows, bytes, folded }: TailSize): boolean =>
  rows >= Math.max(most.rows, folded / bytesEachRow) || bytes >= Math.max(most.bytes, folded)

/** Whether it is worth folding when nobody writes. */
export const isWorthFolding = (tail: TailSize): boolean =>
  tail.rows >= Math.max(mostAtRest, tail.folded / bytesEachRowAtRest) || isLong(tail)
