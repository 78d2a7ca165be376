import { describe, expect, it } from 'vitest'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { newStoryId } from '../../shared/model/ids.ts'
import type { LeftStory } from '../editor/provider/story-session.ts'
import { aDocument, aStory } from '../editor/testing/a-body.ts'
import { byHand, createStoryUndo } from '../editor/undo/story-undo.ts'
import { createLeftStories, mostLeft } from './left-stories.ts'

/** A story that was left, written in or only read; and whether it was let go of. */
function aLeftStory(written = true): { left: LeftStory; gone: () => boolean } {
  const doc = aDocument(aStory([]))
  const undo = createStoryUndo(doc)
  if (written) doc.transact(() => headlineOf(doc).insert(0, 'Late: '), byHand)
  let gone = false
  doc.on('destroy', () => {
    gone = true
  })
  return { left: { doc, undo }, gone: () => gone }
}

describe('stories that were left', () => {
  it('[LFT1] are kept while there is something to undo in them, the newest few', () => {
    const kept = createLeftStories()
    const read = aLeftStory(false)
    kept.keep(newStoryId(), read.left)
    expect(read.gone()).toBe(true)
    const written = Array.from({ length: mostLeft + 1 }, () => ({
      id: newStoryId(),
      ...aLeftStory(),
    }))
    for (const { id, left } of written) kept.keep(id, left)
    expect(written.map(({ gone }) => gone())).toEqual([true, ...Array(mostLeft).fill(false)])
    expect(written.map(({ id }) => kept.take(id) !== null)).toEqual([
      false,
      ...Array(mostLeft).fill(true),
    ])
    // Given away, none is left to let go of.
    expect(written.slice(1).some(({ gone }) => gone())).toBe(false)
  })

  it('[LFT2] are let go of when somebody else signs in', () => {
    const kept = createLeftStories()
    kept.belongTo('salma')
    const story = newStoryId()
    const { left, gone } = aLeftStory()
    kept.keep(story, left)
    kept.belongTo('salma')
    expect(gone()).toBe(false)
    kept.belongTo('majid')
    expect(gone()).toBe(true)
    expect(kept.take(story)).toBeNull()
  })
})
