/**
 * Keys of the desk, in one place: what the menus show, what the listener matches.
 * `Mod` is Command on a Mac and Control elsewhere.
 *
 * KM1  A key works on every keyboard layout, also where letters are not Latin.
 * KM2  No two actions share a key.
 */
import type { MenuAction } from '../../shared/ipc/main-contract.ts'

export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '')

/** The key of each action; null when it has none of its own. */
export const actionKeys: Record<MenuAction, string | null> = {
  palette: 'Mod+K',
  'new-story': 'Mod+N',
  'breaking-line': 'Mod+Shift+B',
  'next-action': 'Mod+Enter',
  preview: 'Mod+P',
  checks: 'Mod+/',
  'find-in-story': 'Mod+F',
  search: 'Mod+Shift+F',
  'toggle-inspector': 'Mod+\\',
  'screen-stories': 'Alt+1',
  'screen-review': 'Alt+2',
  'screen-breaking': 'Alt+3',
  'screen-search': 'Alt+4',
  'screen-desk': null,
  'screen-photos': null,
  'screen-plan': null,
  'next-pane': 'F6',
  'show-keys': '?',
  'work-offline': null,
  'add-pictures': 'Mod+Shift+P',
  outbox: null,
  'set-aside': null,
  'after-merge': 'Mod+Shift+M',
}

interface Chord {
  readonly key: string
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
}

function parseChord(text: string): Chord {
  const parts = text.split('+')
  return {
    key: parts.at(-1) ?? '',
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  }
}

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>

const codes: Record<string, string> = { '/': 'Slash', '\\': 'Backslash' }

/** The physical key, for layouts (Arabic, for one) whose letters are not Latin. */
function codeOf(key: string): string | undefined {
  if (/^[A-Z]$/.test(key)) return `Key${key}`
  if (/^[0-9]$/.test(key)) return `Digit${key}`
  return codes[key]
}

/** Whether this key press is that chord, on any keyboard layout. */
export function matchesChord(press: KeyPress, chord: string, mac = isMac): boolean {
  const { key, mod, shift, alt } = parseChord(chord)
  if ((mac ? press.metaKey : press.ctrlKey) !== mod || press.altKey !== alt) return false
  if ((mac ? press.ctrlKey : press.metaKey) === true) return false
  if (key === '?') return press.key === '?' || press.key === '؟'
  if (press.shiftKey !== shift) return false
  if (press.key.toUpperCase() === key.toUpperCase()) return true
  const isLatinLetter = /^[a-z]$/i.test(press.key)
  return !isLatinLetter && press.code !== '' && press.code === codeOf(key)
}

const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓' }
const macSigns: Record<string, string> = { ...arrows, Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' }
const otherSigns: Record<string, string> = { ...arrows, Mod: 'Ctrl' }

/** "Ctrl Shift B", on a Mac "⇧⌘B". */
export function showChord(chord: string, mac = isMac): string {
  const parts = chord.split('+')
  if (mac) return parts.map((part) => macSigns[part] ?? part).join('')
  return parts.map((part) => otherSigns[part] ?? part).join(' ')
}

/** The form that `aria-keyshortcuts` wants: "Control+Shift+B". */
export const ariaChord = (chord: string, mac = isMac): string =>
  chord.replace('Mod', mac ? 'Meta' : 'Control')

/** True in a place where letters are text, so that single-letter keys must stay away. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  )
}
