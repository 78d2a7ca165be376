import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoryFact, Work } from '../../../shared/model/facts.ts'
import {
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
  parseVersionHash,
} from '../../../shared/model/ids.ts'
import type { Person, Role } from '../../../shared/model/people.ts'
import { stageChoice } from './stage-actions.ts'

const city = parseDeskId('city')
const person = (role: Role): Person => ({
  id: newUserId(),
  name: 'Someone',
  email: 'someone@harbourpost.example',
  language: 'en',
  memberships: [{ desk: city, role }],
})
const writer = person('reporter')
const chief = person('desk-chief')
const version = parseVersionHash('c'.repeat(64))
const other = parseVersionHash('d'.repeat(64))

const works: Record<string, Work> = {
  draft: { at: 'draft' },
  submitted: { at: 'submitted', by: writer.id, when: 1, version },
  returned: { at: 'returned', by: chief.id, when: 1, reason: 'Vote count' },
  approved: { at: 'approved', by: chief.id, when: 1, version, submittedBy: writer.id },
  scheduled: {
    at: 'scheduled',
    by: chief.id,
    when: 1,
    version,
    publishAt: 9_000_000,
    approvedBy: chief.id,
    submittedBy: writer.id,
  },
  done: { at: 'done', by: chief.id, when: 1 },
}

const factWith = (work: Work, live = false): StoryFact => ({
  type: 'story',
  id: newStoryId(),
  revision: 1,
  desk: city,
  language: 'en',
  writer: writer.id,
  createdAt: 0,
  translationGroup: newTranslationGroupId(),
  work,
  publication: live
    ? { at: 'live', version, since: 1, updated: 1, by: chief.id, corrections: [] }
    : { at: 'unpublished' },
  legal: { embargo: null },
})
const asking = (actor: Person, now = 1000) => ({ actor, now, version, missing: [] as const })

describe('stage actions', () => {
  it('[STA2] gives each role its one next step', () => {
    const next = (name: string, actor: Person) =>
      stageChoice(factWith(works[name]!), asking(actor)).next?.deed
    expect(next('draft', writer)).toBe('submit')
    expect(next('returned', writer)).toBe('submit')
    expect(next('submitted', writer)).toBeUndefined()
    expect(next('submitted', chief)).toBe('approve')
    expect(next('approved', chief)).toBe('publish')
    expect(next('scheduled', chief)).toBeUndefined()
  })

  it('[STA1] says why an action is off, and keeps the next step in sight', () => {
    const own = { ...factWith(works['submitted']!), writer: chief.id }
    expect(stageChoice(own, asking(chief)).next).toEqual({ deed: 'approve', whyNot: 'own-story' })
    const { next, others } = stageChoice(factWith(works['draft']!), {
      ...asking(writer),
      missing: ['headline-missing'],
    })
    expect(next).toEqual({ deed: 'submit', whyNot: 'headline-missing' })
    expect(others.find(({ deed }) => deed === 'publish')?.whyNot).toBe('not-allowed')
    expect(others.find(({ deed }) => deed === 'spike')?.whyNot).toBeNull()
  })

  it('offers nothing new on a live story that has not changed, and a submission once it has', () => {
    const live = factWith(works['done']!, true)
    expect(stageChoice(live, asking(writer)).next).toBeNull()
    expect(stageChoice(live, { ...asking(writer), version: other }).next?.deed).toBe('submit')
  })

  it('[STA2] lists every action exactly once, whatever the state and role', () => {
    const states = fc.constantFrom(...Object.values(works))
    fc.assert(
      fc.property(states, fc.boolean(), fc.constantFrom(writer, chief), (work, live, actor) => {
        const { next, others } = stageChoice(factWith(work, live), asking(actor))
        const deeds = [...(next ? [next] : []), ...others].map(({ deed }) => deed)
        expect(deeds).toHaveLength(10)
        expect(new Set(deeds).size).toBe(10)
      }),
    )
  })
})
