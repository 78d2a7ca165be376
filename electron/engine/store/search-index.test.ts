import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newStoryId } from '../../../shared/model/ids.ts'
import { aStore } from '../testing/a-store.ts'
import { foldText, withoutArticle } from './fold-text.ts'

function searchable() {
  const { search } = aStore()
  const put = (headline: string, body: string) => {
    const story = newStoryId()
    search.put(story, headline, body)
    return story
  }
  const find = (text: string) => search.find(text, 10).map(({ story }) => story)
  return { search, put, find }
}

describe('search', () => {
  it('[DSI1] finds words by their beginning, in any case, with or without accents', () => {
    const { put, find } = searchable()
    const story = put('Ferry fares to rise', 'La policía cerró el túnel según la alcaldía.')
    for (const text of ['ferry', 'FERR', 'fares ris', 'policia', 'POLICÍA', 'túnel cer', 'segun']) {
      expect(find(text), text).toEqual([story])
    }
    for (const text of [
      'erry',
      'ferry boat',
      '',
      '  ',
      '"',
      "' or 1=1",
      'NEAR(',
      '*',
      '-ferry x',
    ]) {
      expect(find(text), text).toEqual([])
    }
  })

  it('[DSI1] finds Arabic in any letter form, with or without article and vowel signs', () => {
    const { put, find } = searchable()
    const story = put(
      'إضراب عمّال الميناء',
      'أعلنت النقابة أنَّ العبّارات ستتوقّف عند الساعة ٩ مساءً بالمدينة القديمة',
    )
    for (const text of [
      'الميناء',
      'ميناء',
      'اضراب',
      'إضْراب',
      'عمال',
      'العبارات',
      'عبارات',
      'النقابه',
      'نقابة',
      '9',
      '٩',
      'المدينة',
      'قديمه',
      'ميـنـاء',
    ]) {
      expect(find(text), text).toEqual([story])
    }
    expect(find('القطار')).toEqual([])
  })

  it('[DSI2] does not find a story by words it no longer says', () => {
    const { search, find } = searchable()
    const story = newStoryId()
    search.put(story, 'Strike begins', 'Dockers walked out.')
    search.put(story, 'Strike ends', 'Dockers return.')
    expect(find('begins')).toEqual([])
    expect(find('walked')).toEqual([])
    expect(find('strike dockers return')).toEqual([story])
  })

  it('shows headline matches first, then the newest', () => {
    const { put, find } = searchable()
    const inHeadline = put('Storm warning', 'Stay at home.')
    const older = put('Harbour closed', 'The storm broke the quay.')
    const newer = put('School shut', 'After the storm.')
    expect(find('storm')).toEqual([inHeadline, newer, older])
  })

  it('shows the text around the match with the words marked', () => {
    const { search, put } = searchable()
    put(
      'x',
      `${'Nothing here. '.repeat(30)}The old lighthouse keeper retires. ${'More. '.repeat(60)}`,
    )
    const [hit] = search.find('lighthouse keep', 5)
    expect(hit?.excerpt).toContain('\uE000lighthouse\uE001 \uE000keeper\uE001')
    expect(hit?.excerpt.length).toBeLessThan(240)
    expect(hit?.excerpt.startsWith('…') && hit.excerpt.endsWith('…')).toBe(true)
  })
})

describe('folding', () => {
  it('[DFT1] twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text))
      }),
    )
  })

  it('takes the article off, but not a part of a short word', () => {
    expect(withoutArticle('الميناء')).toBe('ميناء')
    expect(withoutArticle('والميناء')).toBe('ميناء')
    expect(withoutArticle('للميناء')).toBe('ميناء')
    expect(withoutArticle('الي')).toBeNull()
    expect(withoutArticle('harbour')).toBeNull()
  })

  it('[DSI2] renews a story for ever: row numbers of its own tables never stop the store', () => {
    const { search } = searchable()
    const find = (text: string) => search.find(text, 20)
    const stories = Array.from({ length: 12 }, () => newStoryId())
    for (let round = 0; round < 60; round++) {
      for (const story of stories)
        search.put(story, `Round ${round}`, `word${round} harbour ${story}`)
    }
    expect(find('word59')).toHaveLength(12)
    expect(find('word58')).toEqual([])
  })
})
