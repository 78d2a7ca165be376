import { describe, expect, it } from 'vitest'
import { listStep } from './list-keys.ts'

describe('keys of lists', () => {
  it('moves with J, K and the arrows and stops at both ends', () => {
    expect(listStep('j', 0, 3)).toBe(1)
    expect(listStep('ArrowDown', 2, 3)).toBe(2)
    expect(listStep('k', 0, 3)).toBe(0)
    expect(listStep('ArrowUp', 2, 3)).toBe(1)
  })

  it('starts at the first row when none is chosen', () => {
    expect(listStep('j', -1, 3)).toBe(0)
    expect(listStep('k', -1, 3)).toBe(0)
  })

  it('jumps by pages and to the ends', () => {
    expect(listStep('PageDown', 1, 100, 10)).toBe(11)
    expect(listStep('End', 1, 100)).toBe(99)
    expect(listStep('Home', 50, 100)).toBe(0)
  })

  it('leaves other keys alone', () => {
    expect(listStep('x', 1, 3)).toBeNull()
  })
})
