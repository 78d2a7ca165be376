import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeLink } from './safe-link.ts'

describe('a link in a story', () => {
  it.each([
    ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['http://example.org', 'http://example.org/'],
    ['mailto:desk@harbourpost.example', 'mailto:desk@harbourpost.example'],
  ])('keeps %s', (address, kept) => {
    expect(safeLink(address)).toBe(kept)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \t\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    '//example.org',
    '/relative',
    '',
  ])('[RL1] drops %j', (address) => {
    expect(safeLink(address)).toBeNull()
  })

  it('[RL1] lets nothing through that a browser would run, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })),
        fc.constantFrom('', 'javascript:', ' data:'),
        (text, scheme) => {
          const kept = safeLink(scheme + text)
          expect(kept === null || /^(https?|mailto):/.test(kept)).toBe(true)
        },
      ),
    )
  })
})
