import { describe, expect, it } from 'vitest'
import { readerWords } from './words.ts'

describe('the pages’ own words', () => {
  it.each([
    [1, 'مدة القراءة: دقيقة واحدة'],
    [2, 'مدة القراءة: دقيقتان'],
    [7, 'مدة القراءة: 7 دقائق'],
    [11, 'مدة القراءة: 11 دقيقة'],
  ])('count %i minutes in proper Arabic', (n, words) => {
    expect(readerWords.ar.minutes(n)).toBe(words)
  })

  it('exist in every edition, each its own', () => {
    for (const [key, english] of Object.entries(readerWords.en)) {
      if (typeof english !== 'string') continue
      for (const language of ['ar', 'es'] as const) {
        const word = readerWords[language][key as keyof typeof readerWords.en]
        expect(word, `${language} ${key}`).toBeTruthy()
        expect(word, `${language} ${key}`).not.toBe(english)
      }
    }
  })
})
