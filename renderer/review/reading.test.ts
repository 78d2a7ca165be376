import { describe, expect, it } from 'vitest'
import type { Review } from '../../shared/ipc/rows.ts'
import type { VersionHash } from '../../shared/model/ids.ts'
import { approvable, catchUp, hear, seenChanges, unseenChanges } from './reading.ts'

const aReview = (version: string, headline: string): Review =>
  ({
    current: {
      version: version as VersionHash,
      content: { headline, standfirst: '', blocks: [], meta: {}, media: {}, carousel: [] },
    },
    base: null,
    fact: { revision: 1 },
  }) as unknown as Review

describe('reading a story that moves', () => {
  it('[RG1] approves the version on screen', () => {
    const reading = hear(null, aReview('one', 'Ferries stop'))
    expect(approvable(reading)).toBe('one')
    expect(unseenChanges(reading)).toBe(0)
  })

  it('[RG1] approves nothing while a newer text is unread, then the newer one', () => {
    const began = hear(null, aReview('one', 'Ferries stop'))
    const moved = hear(began, aReview('two', 'Ferries stop at dusk'))
    expect(moved.shown.current.content.headline).toBe('Ferries stop')
    expect(unseenChanges(moved)).toBe(1)
    expect(approvable(moved)).toBeNull()
    const read = catchUp(moved)
    expect(approvable(read)).toBe('two')
    expect(seenChanges(read)).toBe(1)
  })

  it('[RG1] counts a text that went back to what is on screen as read', () => {
    const began = hear(null, aReview('one', 'Ferries stop'))
    const back = hear(hear(began, aReview('two', 'Other')), aReview('one', 'Ferries stop'))
    expect(approvable(back)).toBe('one')
  })
})
