import { describe, expect, it } from 'vitest'
import { editionFor } from './edition-choice.ts'

describe('the edition of a reader who asks for none', () => {
  it.each([
    ['ar', 'ar'],
    ['ar-LB,ar;q=0.9,en;q=0.8', 'ar'],
    ['fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
    ['en;q=0.3, es-419', 'es'],
    ['es;q=0, ar;q=0.1', 'ar'],
    ['de', 'en'],
    ['*', 'en'],
    ['argon', 'en'],
    [',;q=;;', 'en'],
    [undefined, 'en'],
  ] as const)('%s → %s', (header, edition) => {
    expect(editionFor(header)).toBe(edition)
  })
})
