import { describe, expect, it } from 'vitest'
import { newNewsroomId, newStoryId } from '../../shared/model/ids.ts'
import { again_ms, headsDue } from './heads-due.ts'

const newsroom = newNewsroomId()

describe('heads that are due', () => {
  it('are taken at once the first time, and once', () => {
    const due = headsDue()
    const story = newStoryId()
    due.add(story, newsroom)
    due.add(story, newsroom)
    expect(due.take(0, false)).toEqual([[story, newsroom]])
    expect(due.take(0, false)).toEqual([])
  })

  it('of a story that is typed all the while are taken now and then, the last one too', () => {
    const due = headsDue()
    const story = newStoryId()
    const takenAt: number[] = []
    for (let now = 0; now <= 10 * again_ms; now += 500) {
      if (now <= 6 * again_ms + 500) due.add(story, newsroom)
      if (due.take(now, false).length > 0) takenAt.push(now)
    }
    expect(takenAt).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => n * again_ms))
  })

  it('do not wait for others, and none waits when all are asked for', () => {
    const due = headsDue()
    const [busy, fresh] = [newStoryId(), newStoryId()]
    due.add(busy, newsroom)
    due.take(0, false)
    due.add(busy, newsroom)
    due.add(fresh, newsroom)
    expect(due.take(1, false)).toEqual([[fresh, newsroom]])
    expect(due.take(2, true)).toEqual([[busy, newsroom]])
  })
})
