import { describe, expect, it } from 'vitest'
import { storyWords } from '../../words/story.ts'
import { insertItems, matchingItems } from './insert-items.ts'

const ids = (query: string, language: 'en' | 'ar' | 'es') =>
  matchingItems(query, storyWords[language]).map(({ id }) => id)

describe('insert menu', () => {
  it('offers everything until something is typed', () => {
    expect(ids('', 'en')).toEqual(insertItems.map(({ id }) => id))
  })

  it('finds by the start of any word, without accents, in the desk’s language and in English', () => {
    expect(ids('quo', 'en')).toEqual(['quote'])
    expect(ids('list', 'en')).toEqual(['bullet', 'number'])
    expect(ids('interti', 'es')).toEqual(['heading', 'subheading'])
    expect(ids('صو', 'ar')).toEqual(['picture'])
    expect(ids('rel', 'ar')).toEqual(['related'])
    expect(ids('xyz', 'en')).toEqual([])
  })
})
