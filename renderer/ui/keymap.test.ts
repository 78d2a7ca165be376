import { describe, expect, it } from 'vitest'
import { actionKeys, type KeyPress, matchesChord, showChord } from './keymap.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('keymap', () => {
  it('matches a chord with exactly its modifiers', () => {
    expect(matchesChord(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
    expect(matchesChord(press('k', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false)
    expect(matchesChord(press('B', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+B', false)).toBe(
      true,
    )
    expect(matchesChord(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
    expect(matchesChord(press('k'), 'Mod+K', false)).toBe(false)
  })

  it('[KM1] works on a keyboard whose letters are Arabic', () => {
    expect(matchesChord(press('ن', { code: 'KeyK', ctrlKey: true }), 'Mod+K', false)).toBe(true)
    expect(matchesChord(press('؟'), '?', false)).toBe(true)
  })

  it('goes by the letter, not the place, where letters are Latin', () => {
    expect(matchesChord(press('a', { code: 'KeyQ' }), 'Q', false)).toBe(false)
    expect(matchesChord(press('a', { code: 'KeyQ' }), 'A', false)).toBe(true)
  })

  it('[KM2] gives no two actions the same key', () => {
    const keys = Object.values(actionKeys).filter((key) => key !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('shows keys as they are on the machine', () => {
    expect(showChord('Mod+Shift+B', false)).toBe('Ctrl Shift B')
    expect(showChord('Mod+Shift+B', true)).toBe('⌘⇧B')
  })
})
