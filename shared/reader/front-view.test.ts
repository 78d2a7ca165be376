import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionKeys } from '../model/vocabulary.ts'
import { aTeaser, harbourPost, publishedAt } from '../testing/reader-samples.ts'
import { frontView } from './front-view.ts'
import type { StoryTeaser } from './teaser.ts'

const frontOf = (latest: StoryTeaser[]) =>
  frontView({
    newsroom: harbourPost,
    language: 'en',
    now: publishedAt,
    ticker: { language: 'en', lines: [] },
    latest,
    mostRead: [],
    coverage: [],
  })

const stories = fc.array(
  fc.record({ section: fc.constantFrom(...sectionKeys), pictured: fc.boolean() }),
  { maxLength: 60 },
)

describe('the front page', () => {
  it('[RV1] shows no story twice and has no empty band', () => {
    fc.assert(
      fc.property(stories, (shapes) => {
        const latest = shapes.map(({ section, pictured }, n) =>
          aTeaser(n, { section, ...(pictured ? {} : { picture: null }) }),
        )
        const { lead, below, beside, bands } = frontOf(latest)
        const inBands = bands.flatMap((band) => band.stories)
        const shown = [...(lead ? [lead] : []), ...below, ...beside, ...inBands].map(({ id }) => id)

        expect(new Set(shown).size).toBe(shown.length)
        expect(bands.every((band) => band.stories.length > 0)).toBe(true)
        expect(lead === null).toBe(latest.length === 0)
      }),
    )
  })

  it('leads with the newest news that has a picture', () => {
    const opinion = aTeaser(1, { section: 'opinion' })
    const bare = aTeaser(2, { section: 'politics', picture: null })
    const pictured = aTeaser(3, { section: 'economy' })

    expect(frontOf([opinion, bare, pictured]).lead?.id).toBe(pictured.id)
  })
})
