import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { projectStory } from './projection.ts'
import { bodyRoot, createStoryDoc, metaSetOf } from './story-doc.ts'

const newStory = { kind: 'news', language: 'ar', byline: 'هدى سليم', firstBlock: 'b1' } as const

describe('a new story', () => {
  it('[SD1] has one paragraph and one set of containers, which two desks fill together', () => {
    const here = new Y.Doc()
    createStoryDoc(here, newStory)
    const there = new Y.Doc()
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    metaSetOf(here, 'regions')?.set('mena', true)
    metaSetOf(there, 'regions')?.set('africa', true)
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
    expect(projectStory(here).meta.regions).toEqual(['africa', 'mena'])
    expect(bodyRoot(here).length).toBe(1)
    expect(projectStory(here)).toMatchObject({
      blocks: [{ type: 'text', id: 'b1', kind: 'paragraph', runs: [] }],
      meta: { language: 'ar', byline: 'هدى سليم', section: null },
    })
  })
})
