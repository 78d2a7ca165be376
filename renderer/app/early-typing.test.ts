import { describe, expect, it } from 'vitest'
import { afterKey } from './early-typing.ts'

describe('letters typed before their field is there', () => {
  it('keeps letters of every script and takes back the last one', () => {
    expect(afterKey('Fer', 'r')).toBe('Ferr')
    expect(afterKey('عا', 'ج')).toBe('عاج')
    expect(afterKey('Ferr', 'Backspace')).toBe('Fer')
    expect(afterKey('', 'Backspace')).toBe('')
  })

  it('keeps Enter in its place among them', () => {
    expect(afterKey('Ferries stop', 'Enter')).toBe('Ferries stop\n')
  })

  it('leaves other keys alone', () => {
    for (const key of ['Tab', 'ArrowDown', 'Shift', 'F6']) expect(afterKey('a', key)).toBeNull()
  })
})
