import { describe, expect, it } from 'vitest'
import type { AssetId, MediaKey } from '../../shared/model/ids.ts'
import type { Block, StoryContent } from '../../shared/model/story.ts'
import { diffWords, type Piece } from '../compare/word-diff.ts'
import { diffBlocks } from './block-diff.ts'
import { countChanges, diffStories } from './review-diff.ts'

const spell = (pieces: readonly Piece[], without: Piece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

const paragraph = (id: string, text: string): Block => ({
  type: 'text',
  id,
  kind: 'paragraph',
  runs: [{ text }],
})

const aStory = (change: Partial<StoryContent> = {}): StoryContent => ({
  headline: 'Ferry fares to rise for the second year running',
  standfirst: 'A single crossing will cost 4.20 crowns from January.',
  blocks: [
    paragraph('a', 'The ferry board voted on Saturday to raise the price of a single crossing.'),
    paragraph('b', '“Nobody on this board is happy about it,” said its chair.'),
    paragraph('c', 'The board publishes its accounts in March.'),
  ],
  meta: {
    kind: 'news',
    slug: 'ferry-fares',
    language: 'en',
    section: 'economy',
    regions: ['mena'],
    topics: [],
    coverage: [],
    byline: 'Salma Aziz',
    source: '',
    dateline: '',
  },
  media: {},
  carousel: [],
  ...change,
})

describe('word differences', () => {
  it('[RD1] keeps both texts whole', () => {
    const pairs = [
      ['the second year running', 'the third year running'],
      ['fuel and other costs.', 'fuel and the cost of keeping two ageing boats in service.'],
      ['', 'All new'],
      ['All gone', ''],
      ['رفع سعر العبور إلى 4.20', 'رفع سعر العبور إلى 4.60؛ الأطفال مجانًا'],
      ['one two three four', 'one 2 three four five'],
      ['a b c', 'x y z'],
    ] as const
    for (const [before, after] of pairs) {
      const pieces = diffWords(before, after)
      expect(spell(pieces, 'inserted')).toBe(before)
      expect(spell(pieces, 'deleted')).toBe(after)
    }
  })

  it('marks the changed word and nothing around it', () => {
    expect(diffWords('for the second year', 'for the third year')).toEqual([
      { kind: 'same', text: 'for the ' },
      { kind: 'deleted', text: 'second' },
      { kind: 'inserted', text: 'third' },
      { kind: 'same', text: ' year' },
    ])
  })

  it('shows a rewritten phrase as one change, not word by word', () => {
    expect(diffWords('costs a lot more now', 'costs far too little now')).toEqual([
      { kind: 'same', text: 'costs ' },
      { kind: 'deleted', text: 'a lot more' },
      { kind: 'inserted', text: 'far too little' },
      { kind: 'same', text: ' now' },
    ])
  })
})

describe('block differences', () => {
  const fates = (before: Block[], after: Block[]) =>
    diffBlocks(before, after).map(({ fate, block }) => `${block.id} ${fate}`)
  const { blocks } = aStory()
  const [a, b, c] = blocks as [Block, Block, Block]

  it('tells inserted, deleted, edited and moved blocks apart', () => {
    expect(fates([a, b, c], [a, b, c])).toEqual(['a same', 'b same', 'c same'])
    expect(fates([a, b, c], [a, paragraph('x', 'A protest followed.'), b, c])).toEqual([
      'a same',
      'x inserted',
      'b same',
      'c same',
    ])
    expect(fates([a, b, c], [a, c])).toEqual(['a same', 'b deleted', 'c same'])
    expect(fates([a, b, c], [a, b, paragraph('c', 'The board publishes no accounts.')])).toEqual([
      'a same',
      'b same',
      'c edited',
    ])
    expect(fates([a, b, c], [c, a, b])).toContain('c moved')
    expect(fates([a, b, c], [c, a, b])).toHaveLength(3)
  })

  it('recognises a paragraph that came back under another id', () => {
    const again = paragraph('y', 'The board publishes its accounts in April.')
    expect(fates([a, b, c], [a, b, again])).toEqual(['a same', 'b same', 'y edited'])
  })

  it('reports marks and links that changed under the same words', () => {
    const linked: Block = {
      type: 'text',
      id: 'c',
      kind: 'paragraph',
      runs: [{ text: 'The board publishes its accounts in March.', link: 'https://a.example/' }],
    }
    expect(diffBlocks([c], [linked])[0]).toMatchObject({ fate: 'edited', dressed: true })
  })
})

describe('story differences', () => {
  it('[RD2] finds nothing between equal versions', () => {
    expect(countChanges(diffStories(aStory(), aStory()))).toBe(0)
  })

  it('[RD2] finds a change in every part that readers see', () => {
    const key = '0190a000-0000-7000-8000-000000000001' as MediaKey
    const entry = {
      asset: 'a'.repeat(64) as AssetId,
      caption: 'Queue at the terminal',
      credit: 'Harbour Post / Lina Farah',
      alt: 'People in a queue',
      decorative: false,
      focal: null,
    }
    const withPicture = aStory({ media: { [key]: entry }, carousel: [key] })
    const changes: [StoryContent, StoryContent][] = [
      [aStory(), aStory({ headline: 'Other' })],
      [aStory(), aStory({ standfirst: '' })],
      [aStory(), aStory({ blocks: [] })],
      [aStory(), withPicture],
      [withPicture, aStory()],
      [withPicture, aStory({ media: { [key]: { ...entry, alt: '' } }, carousel: [key] })],
      [
        withPicture,
        aStory({ media: { [key]: { ...entry, focal: { x: 0, y: 1 } } }, carousel: [key] }),
      ],
      ...(['slug', 'byline', 'source', 'dateline'] as const).map(
        (field): [StoryContent, StoryContent] => [
          aStory(),
          aStory({ meta: { ...aStory().meta, [field]: 'changed' } }),
        ],
      ),
      [aStory(), aStory({ meta: { ...aStory().meta, topics: ['ports'] } })],
      [aStory(), aStory({ meta: { ...aStory().meta, section: 'politics' } })],
    ]
    for (const [before, after] of changes) {
      expect(countChanges(diffStories(before, after))).toBeGreaterThan(0)
    }
  })

  it('counts words and names a replaced picture', () => {
    const key = '0190a000-0000-7000-8000-000000000001' as MediaKey
    const entry = { caption: '', credit: '', alt: '', decorative: false, focal: null }
    const picture = (letter: string) => ({
      [key]: { ...entry, asset: letter.repeat(64) as AssetId },
    })
    const diff = diffStories(
      aStory({ media: picture('a'), carousel: [key] }),
      aStory({
        headline: 'Ferry fares to rise for the third year running',
        media: picture('b'),
        carousel: [key],
      }),
    )
    expect(diff.words).toEqual({ inserted: 1, deleted: 1 })
    expect(diff.pictures.map(({ fate }) => fate)).toEqual(['replaced'])
    expect(countChanges(diff)).toBe(2)
  })
})
