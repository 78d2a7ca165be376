import { expect, it } from 'vitest'
import { awayLines, countedWith } from './away-lines.ts'

const away = { waiting: 0, refused: 0, elsewhere: 0 }

it('has a line for pictures that are refused, and one for those on their way', () => {
  expect(awayLines(null)).toEqual([])
  expect(awayLines({ ...away, refused: 2 })).toEqual(['refused'])
  expect(awayLines({ waiting: 1, refused: 2, elsewhere: 1 })).toEqual(['refused', 'on-the-way'])
})

it('counts in the checks every line that the checklist shows', () => {
  const seven = { lines: 7, blocks: false }
  expect(countedWith(seven, null)).toEqual(seven)
  expect(countedWith(seven, { ...away, elsewhere: 3 })).toEqual({ lines: 8, blocks: false })
  expect(countedWith(seven, { ...away, waiting: 1, refused: 2 })).toEqual({
    lines: 9,
    blocks: true,
  })
})
