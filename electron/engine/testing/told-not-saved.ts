/** What a window hears of words that no disk takes. */
import { expect } from 'vitest'
import type { StoryId } from '../../../shared/model/ids.ts'
import { type TestWindow, until } from './a-desk.ts'

/** How safe the story is, as its readers were told last. */
export const lastSafety = (window: TestWindow): unknown => window.heard('story:safety').at(-1)

/** Waits until the story's readers are told that it is not saved; they hear why and what helps. */
export async function toldNotSaved(
  window: TestWindow,
  story: StoryId,
  why: RegExp,
  remedy: RegExp,
): Promise<void> {
  await until(() => JSON.stringify(lastSafety(window))?.includes('not-saved'), 'the fourth word')
  expect(lastSafety(window)).toMatchObject({
    story,
    safety: {
      word: 'not-saved',
      why: expect.stringMatching(why),
      remedy: expect.stringMatching(remedy),
    },
  })
  // What is on the disk can be read all the while.
  expect((await window.call('stories:row', { story }))?.fact.id).toBe(story)
}
