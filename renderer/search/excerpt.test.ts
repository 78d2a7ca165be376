import { describe, expect, it } from 'vitest'
import { piecesOf } from './excerpt.ts'

describe('search excerpts', () => {
  it('splits matched words from the text around them', () => {
    expect(piecesOf('the \uE000ferry\uE001 and the \uE000ferries\uE001')).toEqual([
      { text: 'the ', matched: false },
      { text: 'ferry', matched: true },
      { text: ' and the ', matched: false },
      { text: 'ferries', matched: true },
    ])
  })

  it('never shows a mark, even one that lost its partner', () => {
    const shown = piecesOf('cut \uE000off here')
    expect(shown.map(({ text }) => text).join('')).toBe('cut off here')
  })
})
