import { describe, expect, it } from 'vitest'
import type { Finding, FindingKind } from './merge-report.ts'
import { withoutMoves } from './moves.ts'
import { plainReading } from './reading.ts'

const finding = (kind: FindingKind, words: string, side: number): Finding => ({
  id: `${kind}-${words}-${side}`,
  kind,
  place: 'body',
  words,
  sides: [side],
  block: null,
  before: '',
  after: '',
  remedy: null,
})

const left = (...findings: Finding[]) =>
  withoutMoves(findings, plainReading).map(({ kind, words }) => `${kind} ${words}`)

describe('a move that did not last', () => {
  it('[MG2] is neither a loss nor a return', () => {
    const moved = [finding('lost-typed', 'the ferry.', 1), finding('returned', 'the ferry', 1)]
    expect(left(...moved)).toEqual([])
  })

  it('[MG1] is not seen where another side lost the words, or other words', () => {
    const back = finding('returned', 'the ferry', 0)
    expect(left(finding('lost-typed', 'the ferry', 1), back)).toHaveLength(2)
    expect(left(finding('lost-typed', 'a ferry', 0), back)).toHaveLength(2)
  })

  it('[MG1] takes one return for one loss', () => {
    const lost = [finding('lost-typed', 'ferry', 0), finding('lost-typed', 'ferry,', 0)]
    expect(left(...lost, finding('returned', 'ferry', 0))).toEqual(['lost-typed ferry,'])
  })
})
