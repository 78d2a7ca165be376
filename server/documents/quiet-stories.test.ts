import { describe, expect, it } from 'vitest'
import { newNewsroomId, newStoryId } from '../../shared/model/ids.ts'
import { touchedStories } from './quiet-stories.ts'

describe('stories to look through', () => {
  it('[VPG1] are those that rest, and those in which nobody pauses for a minute', () => {
    const newsroom = newNewsroomId()
    const rests = { newsroom, story: newStoryId() }
    const busy = { newsroom, story: newStoryId() }
    const touched = touchedStories()
    touched.add(rests, 0)
    for (let now = 0; now <= 60_000; now += 1000) {
      touched.add(busy, now)
      const due = touched.take(now, 5)
      if (now === 3000) expect(due).toEqual([rests])
      else if (now === 60_000) expect(due).toEqual([busy])
      else expect(due).toEqual([])
    }
  })
})
