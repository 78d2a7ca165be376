import { describe, expect, it } from 'vitest'
import { median, percentile } from './percentile.ts'

describe('percentiles', () => {
  it('name a value that was measured', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5)
    expect(percentile([5, 1, 4, 2, 3], 0.2)).toBe(1)
    expect(median([9, 1, 5])).toBe(5)
  })

  it('of nothing are no number', () => {
    expect(median([])).toBeNaN()
  })
})
