import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternatesOf, jsonForHtml } from './head-view.ts'

describe('structured data', () => {
  it('[RH1] cannot end its element, and reads back unchanged', () => {
    const text = fc.oneof(
      fc.constantFrom('</script><script>alert(1)</script>', '<!--<script>', ']]>', '\u2028&lt;'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, (headline) => {
        const json = jsonForHtml({ headline })
        expect(json).not.toMatch(/[<>&\u2028\u2029]/)
        expect(JSON.parse(json)).toEqual({ headline })
      }),
    )
  })
})

describe('language alternates', () => {
  it('name every translation, and the English one for all other readers', () => {
    expect(alternatesOf({ es: '/es/b', en: '/en/a' }, 'https://post.example')).toEqual([
      { hrefLang: 'en', href: 'https://post.example/en/a' },
      { hrefLang: 'es', href: 'https://post.example/es/b' },
      { hrefLang: 'x-default', href: 'https://post.example/en/a' },
    ])
  })

  it('are left out where there is only one', () => {
    expect(alternatesOf({ ar: '/ar/a' }, 'https://post.example')).toEqual([])
  })
})
