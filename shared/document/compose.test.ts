import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newMediaKey, newStoryId, parseAssetId } from '../model/ids.ts'
import type { Block, BlockKind, Run, StoryContent } from '../model/story.ts'
import { composeStory } from './compose.ts'
import { canonicalContent, projectStory } from './projection.ts'

const lead = newMediaKey()
const run: fc.Arbitrary<Run> = fc.record(
  {
    text: fc.string({ minLength: 1 }).filter((text) => !text.includes('\n')),
    bold: fc.constant(true as const),
    italic: fc.constant(true as const),
    link: fc.constant('https://example.org/a'),
  },
  { requiredKeys: ['text'] },
)
const block = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    id: fc.uuid(),
    kind: fc.constantFrom<BlockKind>('paragraph', 'heading', 'quote'),
    runs: fc.array(run, { maxLength: 4 }),
  }),
  fc.record({
    type: fc.constant('related' as const),
    id: fc.uuid(),
    stories: fc.constant([newStoryId()]),
  }),
)

const storyWith = (blocks: Block[]): StoryContent => ({
  headline: 'Ferry fares to rise',
  standfirst: '',
  blocks,
  meta: {
    kind: 'news',
    slug: 'ferry-fares',
    language: 'en',
    section: 'economy',
    regions: ['mena'],
    topics: ['ports'],
    coverage: [],
    byline: 'Salma Aziz',
    source: 'Agencies',
    dateline: '',
  },
  media: {
    [lead]: {
      asset: parseAssetId('a'.repeat(64)),
      caption: 'Ferries wait.',
      credit: 'Harbour Post',
      alt: 'Two ferries',
      decorative: false,
      focal: { x: 0.5, y: 0.4 },
    },
  },
  carousel: [lead],
})

const joined = (content: StoryContent) => {
  const doc = new Y.Doc()
  composeStory(doc, content)
  return projectStory(doc)
}

describe('a composed story', () => {
  it('[PJ2] projects to the same content, and hashes the same after a second round', () => {
    fc.assert(
      fc.property(fc.array(block as fc.Arbitrary<Block>, { maxLength: 6 }), (blocks) => {
        const once = joined(storyWith(blocks))
        const text = (content: StoryContent) =>
          content.blocks.map((b) =>
            b.type === 'text' ? b.runs.map((r) => r.text).join('') : b.type,
          )
        expect(text(once)).toEqual(text(storyWith(blocks)))
        expect(canonicalContent(joined(once))).toBe(canonicalContent(once))
      }),
    )
  })

  it('[PJ1] projects a foreign document without throwing', () => {
    const doc = new Y.Doc()
    doc.getMap('meta').set('regions', 'not a map')
    doc.getArray('carousel').insert(0, [42])
    doc.getMap('media').set('x', 'not a map')
    doc.get('root-v2', Y.XmlElement).insert(0, [new Y.XmlElement('script'), new Y.XmlText('loose')])
    expect(projectStory(doc)).toMatchObject({ blocks: [], carousel: [], media: {} })
  })
})
