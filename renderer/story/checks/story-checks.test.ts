import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newMediaKey, parseAssetId } from '../../../shared/model/ids.ts'
import { missingForReaders } from '../../../shared/model/readiness.ts'
import type { MediaEntry, StoryContent } from '../../../shared/model/story.ts'
import { aStory, paragraph } from '../../editor/testing/a-body.ts'
import { findPlaceholders } from './placeholders.ts'
import { checkStory, countPlaceholders } from './story-checks.ts'

const media = newMediaKey()
const entry: MediaEntry = {
  asset: parseAssetId('b'.repeat(64)),
  caption: 'Ferries wait at Pier 4.',
  credit: 'Harbour Post / Lina Farah',
  alt: 'Two ferries at a quay',
  decorative: false,
  focal: null,
}
const withPicture = (change: Partial<MediaEntry>): StoryContent =>
  aStory([paragraph('a', 'Fares rise.')], {
    media: { [media]: { ...entry, ...change } },
    carousel: [media],
  })
const found = (content: StoryContent) => checkStory(content).map(({ finding }) => finding.what)

describe('checks of a story', () => {
  it('finds nothing in a complete story', () => {
    expect(checkStory(withPicture({}))).toEqual([])
  })

  it('[CH1] blocks exactly when the newsroom would refuse', () => {
    const blank = fc.constantFrom('', ' ', 'text')
    fc.assert(
      fc.property(
        blank,
        blank,
        blank,
        fc.boolean(),
        fc.boolean(),
        (headline, credit, alt, decorative, hasSection) => {
          const story = withPicture({ credit, alt, decorative })
          const section = hasSection ? ('economy' as const) : null
          const content = { ...story, headline, meta: { ...story.meta, section } }
          const blocks = checkStory(content).some(({ weight }) => weight === 'blocks')
          expect(blocks).toBe(missingForReaders(content).length > 0)
        },
      ),
    )
  })

  it('asks for credit, alt text and caption, but not for the alt text of a decoration', () => {
    expect(found(withPicture({ credit: '', alt: ' ', caption: '' }))).toEqual([
      'no-credit',
      'no-alt',
      'no-caption',
    ])
    expect(found(withPicture({ alt: '', decorative: true }))).toEqual([])
  })

  it('measures the headline in letters for each channel', () => {
    const [check] = checkStory({ ...withPicture({}), headline: `${'ب'.repeat(49)} ` })
    expect(check?.finding).toMatchObject({ what: 'headline-long', channel: 'push', over: 1 })
  })

  it('[CH2] names paragraph and letter of each TK, captions included', () => {
    const content = {
      ...withPicture({ caption: 'TK crews' }),
      blocks: [paragraph('a', 'One.'), paragraph('b', 'The TK, says “TKK”; ATK stays.')],
    }
    const checks = checkStory(content)
    expect(countPlaceholders(checks)).toBe(3)
    expect(checks.map(({ place }) => place)).toEqual([
      { at: 'picture', media, field: 'caption' },
      { at: 'block', block: 'b', offset: 4 },
      { at: 'block', block: 'b', offset: 14 },
    ])
  })

  it('finds an empty body', () => {
    expect(found(aStory([paragraph('a', '  ')]))).toEqual(['body-empty'])
  })
})

describe('placeholders', () => {
  it('stand next to any punctuation and in any script', () => {
    expect(findPlaceholders('(TK)—TK، TK؛ وTK TKO').map(({ index }) => index)).toEqual([1, 5, 9])
  })
})
