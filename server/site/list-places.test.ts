import { describe, expect, it } from 'vitest'
import { aTerm } from '../../shared/testing/reader-samples.ts'
import { regionPlace, sectionPlace, termPlace } from './list-places.ts'

describe('addresses of lists', () => {
  it('a section lists itself, a group all its sections', () => {
    expect(sectionPlace('economy')).toMatchObject({ query: { sections: ['economy'] } })
    expect(sectionPlace('articles')?.query.sections).toEqual([
      'opinion',
      'analysis',
      'blog',
      'features',
    ])
    expect(sectionPlace('live')?.query.sections).toEqual(['live'])
    expect(sectionPlace('economy')?.kicker('es')).toBe('Noticias')
  })

  it('a region lists itself', () => {
    expect(regionPlace('mena')).toMatchObject({
      query: { region: 'mena' },
      place: { region: 'mena' },
    })
  })

  it('a term must be one of the newsroom’s, of the same scheme', () => {
    const terms = [aTerm('topic', 'ports', 'Ports')]
    expect(termPlace('topic', 'ports', terms)?.title('en')).toBe('Ports')
    expect(termPlace('coverage', 'ports', terms)).toBeNull()
    expect(termPlace('topic', 'else', terms)).toBeNull()
  })

  it.each(['constructor', '__proto__', 'toString', 'nowhere', ''])('%j is none', (key) => {
    expect(sectionPlace(key)).toBeNull()
    expect(regionPlace(key)).toBeNull()
  })
})
