import { describe, expect, it } from 'vitest'
import { fuzzyFind, fuzzyScore } from './fuzzy.ts'

const find = (typed: string, texts: string[]) => fuzzyFind(typed, texts, (text) => text)

describe('fuzzy matching', () => {
  it('[FZ1] finds words in any order and refuses when one is missing', () => {
    expect(fuzzyScore('review go', 'Go to Review')).toBeGreaterThan(0)
    expect(fuzzyScore('review now', 'Go to Review')).toBe(0)
  })

  it('[FZ2] puts beginnings before middles, and runs before scattered letters', () => {
    expect(find('new', ['Renew the lease', 'Window new', 'New story', 'n-e-w'])).toEqual([
      'New story',
      'Window new',
      'Renew the lease',
      'n-e-w',
    ])
  })

  it('[FZ3] ignores accents, tashkeel and the forms of alef', () => {
    expect(fuzzyScore('analisis', 'Análisis')).toBeGreaterThan(0)
    expect(fuzzyScore('اضراب', 'إضرابُ المرفأ')).toBeGreaterThan(0)
  })

  it('does not take letters strewn over a whole sentence for a match', () => {
    expect(find('nh', ['Nadia Haddad'])).toEqual([])
    expect(find('nad', ['Nadia Haddad', 'Omar Kassab'])).toEqual(['Nadia Haddad'])
  })

  it('keeps the order given while nothing is typed', () => {
    expect(find('', ['abc', 'bcd'])).toHaveLength(2)
  })
})
