import { describe, expect, it } from 'vitest'
import { newMediaKey, newStoryId } from '../model/ids.ts'
import type { Block, BlockKind, StoryContent } from '../model/story.ts'
import { aStory, aTeaser, paragraph } from '../testing/reader-samples.ts'
import { bodyView } from './body-view.ts'

const text = (kind: BlockKind, words: string): Block => ({
  type: 'text',
  id: words,
  kind,
  runs: [{ text: words }],
})
const bodyOf = (blocks: Block[], more: Partial<StoryContent> = {}, related = new Map()) =>
  bodyView({ content: aStory({ blocks, ...more }), timeZone: 'UTC', related, sizeOf: () => null })

describe('the body of a page', () => {
  it('gathers neighbouring items into one list and neighbouring quotes into one quotation', () => {
    const body = bodyOf([
      text('bullet', 'a'),
      text('bullet', 'b'),
      text('number', 'c'),
      text('quote', 'd'),
      text('quote', 'e'),
      text('paragraph', 'f'),
      text('quote', 'g'),
    ])

    expect(body.map((block) => [block.type, 'items' in block ? block.items.length : 1])).toEqual([
      ['bullet', 2],
      ['number', 1],
      ['quote', 2],
      ['paragraph', 1],
      ['quote', 1],
    ])
  })

  it('leaves out empty blocks, pictures without an entry and stories that are not out', () => {
    const body = bodyOf([
      paragraph('  \n'),
      { type: 'picture', id: 'x', media: newMediaKey() },
      { type: 'related', id: 'r', stories: [newStoryId()] },
      paragraph('Words.'),
    ])

    expect(body.map(({ type }) => type)).toEqual(['paragraph'])
  })

  it('shows related stories in the order in which they were put', () => {
    const [one, two] = [aTeaser(1), aTeaser(2)]
    const related = new Map([one, two].map((story) => [story.id, story]))
    const [block] = bodyOf(
      [{ type: 'related', id: 'r', stories: [two.id, newStoryId(), one.id] }],
      {},
      related,
    )

    expect(block).toMatchObject({
      stories: [{ headline: two.headline }, { headline: one.headline }],
    })
  })

  it('gives a decorative picture an empty description', () => {
    const key = newMediaKey()
    const [entry] = Object.values(aStory().media)
    if (!entry) throw new Error('the sample has pictures')
    const [block] = bodyOf([{ type: 'picture', id: 'x', media: key }], {
      media: { [key]: { ...entry, decorative: true } },
    })

    expect(block).toMatchObject({ figure: { alt: '', caption: entry.caption } })
  })
})
