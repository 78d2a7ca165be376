import { describe, expect, it } from 'vitest'
import type { StoryFact, Work } from '../../../../shared/model/facts.ts'
import { newUserId, versionHashSchema } from '../../../../shared/model/ids.ts'
import type { Person, Role } from '../../../../shared/model/people.ts'
import { aFolder, aStore } from '../../testing/a-store.ts'
import { aStoryFact, city } from '../../testing/a-story.ts'
import { addToRestoredNote, beginRestoredNote, movedBack } from './restored-note.ts'

const somebody = (role: Role): Person => ({
  ...{ id: newUserId(), name: 'S', email: 's@testpost.example', language: 'en' },
  memberships: [{ desk: city, role }],
})
const [salma, majid, huda] = [somebody('reporter'), somebody('desk-chief'), somebody('reporter')]
const version = versionHashSchema.parse('a'.repeat(64))
const by = majid.id
const approved: Work = { at: 'approved', by, when: 3, version, submittedBy: salma.id }
const fact = (change: Partial<StoryFact> = {}) => aStoryFact({ writer: salma.id, ...change })

describe('what stood further before the restore', () => {
  it('[DRN1] is named to its writer and to whoever decides, not to others', () => {
    const earlier = fact({ revision: 3, work: approved })
    const now = { ...earlier, revision: 1, work: { at: 'draft' } as const }
    for (const me of [salma, majid]) {
      expect(movedBack(earlier, now, me)).toEqual({ story: earlier.id, was: 'approved' })
      expect(movedBack(earlier, null, me)).toEqual({ story: earlier.id, was: 'approved' })
    }
    expect(movedBack(earlier, now, huda)).toBeNull()
  })

  it('[DRN1] is a publication, a correction or a take-down, too', () => {
    const live = { at: 'live' as const, version, since: 1, updated: 1, by, corrections: [] }
    const done: Work = { at: 'done', by, when: 1 }
    const draft = fact()
    const published = { ...draft, revision: 4, work: done, publication: live }
    const other = versionHashSchema.parse('b'.repeat(64))
    const corrected = { ...published, revision: 7, publication: { ...live, version: other } }
    const down = { at: 'taken-down', by, when: 9, reason: '', since: 1 } as const
    const takenDown = { ...published, revision: 8, work: draft.work, publication: down }
    expect(movedBack(published, draft, salma)?.was).toBe('live')
    expect(movedBack(corrected, published, salma)?.was).toBe('live')
    expect(movedBack(takenDown, published, salma)?.was).toBe('takenDown')
  })

  it('[DRN1] is nothing where the server knows as much, or it was a draft', () => {
    const earlier = fact({ revision: 3, work: approved })
    expect(movedBack(earlier, earlier, salma)).toBeNull()
    expect(movedBack(earlier, { ...earlier, revision: 4 }, salma)).toBeNull()
    expect(movedBack(fact({ revision: 5 }), fact({ revision: 1 }), salma)).toBeNull()
    expect(movedBack(fact({ revision: 5 }), null, salma)).toBeNull()
  })

  it('[DRN2] is told in one note, also when the engine ends in between', () => {
    const folder = aFolder()
    const moved = { story: fact().id, was: 'approved' as const }
    const epoch = '00000000-0000-4000-8000-000000000000'
    const first = aStore({ folder })
    first.marks.moveCursor({ epoch, after: 0 })
    beginRestoredNote(first, 5)
    addToRestoredNote(first, 2, [moved])
    first.close()

    const again = aStore({ folder })
    beginRestoredNote(again, 6)
    addToRestoredNote(again, 1, [{ ...moved, story: fact().id }])
    const [note, ...more] = again.care.unread()
    expect(more).toEqual([])
    expect(note).toMatchObject({ at: 5, what: { again: 3, movedInAll: 2, to: null } })

    again.marks.moveCursor({ epoch: epoch.replace(/^0/, '1'), after: 0 })
    beginRestoredNote(again, 7)
    expect(again.care.unread()).toHaveLength(2)
  })
})
