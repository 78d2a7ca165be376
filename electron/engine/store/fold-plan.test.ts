import { describe, expect, it } from 'vitest'
import { type FoldRow, planFold } from './fold-plan.ts'

const row = (seq: number, side: 'theirs' | 'sent' | 'waiting', bytes = 10): FoldRow => ({
  seq,
  mine: side !== 'theirs',
  waiting: side === 'waiting',
  bytes,
})

describe('the plan of a fold', () => {
  it('[DCP1] keeps sides, and what waits, apart', () => {
    const rows = [
      row(1, 'sent'),
      row(2, 'theirs'),
      row(3, 'sent'),
      row(4, 'waiting'),
      row(5, 'theirs'),
    ]
    expect(planFold(rows, [])).toEqual([
      { mine: true, seqs: [1, 3] },
      { mine: false, seqs: [2, 5] },
      { mine: true, seqs: [4] },
    ])
  })

  it('[DCP1] begins a new piece where a command was given', () => {
    const rows = [1, 2, 3, 4].map((seq) => row(seq, 'waiting'))
    expect(planFold(rows, [2]).map(({ seqs }) => seqs)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(planFold(rows, [4]).map(({ seqs }) => seqs)).toEqual([[1, 2, 3, 4]])
  })

  it('[DCP2] begins a new piece before it grows too large to be sent', () => {
    const rows = [1, 2, 3].map((seq) => row(seq, 'waiting', 1_200_000))
    expect(planFold(rows, []).map(({ seqs }) => seqs)).toEqual([[1], [2], [3]])
  })
})
