import { describe, expect, it } from 'vitest'
import { isLong, isWorthFolding } from './tail-limits.ts'

const kilobyte = 1024

describe('the limits of a tail', () => {
  it('[DTL1] folds a tail of many rows or bytes, and a shorter one at rest', () => {
    const none = { rows: 0, bytes: 0, folded: 20 * kilobyte }
    expect(isWorthFolding(none)).toBe(false)
    expect(isWorthFolding({ ...none, rows: 7, bytes: 200 })).toBe(false)
    expect(isWorthFolding({ ...none, rows: 8, bytes: 200 })).toBe(true)
    expect(isLong({ ...none, rows: 31, bytes: 900 })).toBe(false)
    expect(isLong({ ...none, rows: 32, bytes: 900 })).toBe(true)
    expect(isLong({ ...none, rows: 1, bytes: 64 * kilobyte })).toBe(true)
    expect(isWorthFolding({ ...none, rows: 1, bytes: 64 * kilobyte })).toBe(true)
  })

  it('[DTL2] lets the tail of a long text grow longer before it is written anew', () => {
    const folded = 1000 * kilobyte
    expect(isLong({ rows: 499, bytes: 20_000, folded })).toBe(false)
    expect(isLong({ rows: 500, bytes: 20_000, folded })).toBe(true)
    expect(isLong({ rows: 1, bytes: 900 * kilobyte, folded })).toBe(false)
    expect(isWorthFolding({ rows: 100, bytes: 4000, folded })).toBe(false)
    expect(isWorthFolding({ rows: 125, bytes: 5000, folded })).toBe(true)
  })
})
