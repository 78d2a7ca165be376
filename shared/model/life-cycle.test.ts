import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoryCommand } from './commands.ts'
import type { StoryFact } from './facts.ts'
import {
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
  parseVersionHash,
  type VersionHash,
} from './ids.ts'
import { afterEdit, decide, type StoryContext, whenDue } from './life-cycle.ts'
import type { Person, Role } from './people.ts'

const city = parseDeskId('city')
const story = newStoryId()
const v1 = parseVersionHash('1'.repeat(64))
const v2 = parseVersionHash('2'.repeat(64))

const aPerson = (name: string, role: Role): Person => ({
  id: newUserId(),
  name,
  email: `${name}@harbourpost.example`,
  language: 'en',
  memberships: [{ desk: city, role }],
})
const nadia = aPerson('nadia', 'reporter')
const majid = aPerson('majid', 'desk-chief')
const leila = aPerson('leila', 'desk-chief')

const by = (actor: Person, version: VersionHash = v1, now = 1000): StoryContext => ({
  actor,
  now,
  version,
  missing: [],
})

const create: StoryCommand = {
  do: 'create-story',
  story,
  desk: city,
  language: 'en',
  translationGroup: newTranslationGroupId(),
}

/** Plays commands that must all be accepted. */
function played(...moves: [StoryCommand, StoryContext][]): StoryFact {
  let fact: StoryFact | null = null
  for (const [command, context] of [[create, by(nadia)] as const, ...moves]) {
    const verdict = decide(fact, command, context)
    if (verdict.kind === 'refused') throw new Error(`${command.do}: ${verdict.because}`)
    fact = verdict.fact
  }
  if (!fact) throw new Error('no move')
  return fact
}

const submit: StoryCommand = { do: 'submit', story, version: v1 }
const approve: StoryCommand = { do: 'approve', story, version: v1 }
const publish: StoryCommand = { do: 'publish', story, version: v1 }
const approved = () => played([submit, by(nadia)], [approve, by(majid)])
const live = () => played([submit, by(nadia)], [approve, by(majid)], [publish, by(majid)])

describe('the life of a story', () => {
  it('goes from draft to readers', () => {
    expect(live()).toMatchObject({
      revision: 4,
      work: { at: 'done' },
      publication: { at: 'live', version: v1, corrections: [] },
    })
  })

  it('comes back with a reason', () => {
    const back = played(
      [submit, by(nadia)],
      [{ do: 'return', story, reason: 'Who counted?' }, by(majid)],
    )
    expect(back.work).toMatchObject({ at: 'returned', reason: 'Who counted?', by: majid.id })
  })

  it('[LC1] is not approved by its writer, nor by who submitted it', () => {
    const own = { ...played([submit, by(leila)]), writer: majid.id }
    for (const chief of [majid, leila]) {
      expect(decide(own, approve, by(chief))).toEqual({ kind: 'refused', because: 'own-story' })
    }
  })

  it('[LC2] is not approved, published or scheduled in another version than the one read', () => {
    const stale = { kind: 'refused', because: 'version-moved-on' }
    expect(decide(played([submit, by(nadia)]), approve, by(majid, v2))).toEqual(stale)
    expect(decide(approved(), publish, by(majid, v2))).toEqual(stale)
    const later: StoryCommand = { do: 'schedule', story, version: v2, publishAt: 5000 }
    expect(decide(approved(), later, by(majid, v2))).toEqual(stale)
  })

  it('[LC3] loses its approval when somebody edits, and says who', () => {
    const voided = afterEdit(approved(), v2, nadia.id, 2000)
    expect(voided?.work).toMatchObject({
      at: 'submitted',
      version: v2,
      voided: { by: nadia.id, when: 2000, approvedBy: majid.id },
    })
    expect(afterEdit(approved(), v1, nadia.id, 2000)).toBeNull()
  })

  it('[LC4] waits for its embargo, whoever asks', () => {
    const held = played(
      [submit, by(nadia)],
      [approve, by(majid)],
      [{ do: 'set-embargo', story, until: 9000 }, by(majid)],
    )
    expect(decide(held, publish, by(majid))).toEqual({ kind: 'refused', because: 'under-embargo' })
    const early: StoryCommand = { do: 'schedule', story, version: v1, publishAt: 8000 }
    expect(decide(held, early, by(majid))).toEqual({ kind: 'refused', because: 'under-embargo' })
    expect(decide(held, publish, by(majid, v1, 9000)).kind).toBe('accepted')
  })

  it('goes live by its schedule once, in the scheduled version only', () => {
    const later: StoryCommand = { do: 'schedule', story, version: v1, publishAt: 5000 }
    const waiting = played([submit, by(nadia)], [approve, by(majid)], [later, by(majid)])
    expect(whenDue(waiting, v1, 4999)).toBeNull()
    expect(whenDue(waiting, v2, 5000)).toBeNull()
    const fired = whenDue(waiting, v1, 5000)
    expect(fired?.publication.at).toBe('live')
    expect(fired && whenDue(fired, v1, 6000)).toBeNull()
  })

  it('is corrected only with a note for readers', () => {
    const resubmitted = decide(live(), { do: 'submit', story, version: v2 }, by(nadia, v2))
    if (resubmitted.kind === 'refused') throw new Error(resubmitted.because)
    const again = decide(resubmitted.fact, { do: 'approve', story, version: v2 }, by(majid, v2))
    if (again.kind === 'refused') throw new Error(again.because)
    const correct = (correction?: string): StoryCommand => ({
      do: 'publish',
      story,
      version: v2,
      correction,
    })
    expect(decide(again.fact, correct(), by(majid, v2))).toEqual({
      kind: 'refused',
      because: 'correction-note-missing',
    })
    const done = decide(again.fact, correct('The fare is 4.60.'), by(majid, v2))
    expect(done).toMatchObject({
      fact: {
        publication: { at: 'live', version: v2, corrections: [{ note: 'The fare is 4.60.' }] },
      },
    })
  })

  it('[LC5] gets the same verdict for the same question', () => {
    const version = fc.constantFrom(v1, v2)
    const command = fc.oneof(
      fc.record({
        do: fc.constantFrom('submit' as const, 'approve' as const, 'publish' as const),
        story: fc.constant(story),
        version,
      }),
      fc.record({
        do: fc.constantFrom('withdraw' as const, 'unspike' as const, 'unschedule' as const),
        story: fc.constant(story),
      }),
      fc.record({
        do: fc.constantFrom('return' as const, 'spike' as const, 'take-down' as const),
        story: fc.constant(story),
        reason: fc.constant('x'),
      }),
      fc.record({
        do: fc.constant('schedule' as const),
        story: fc.constant(story),
        version,
        publishAt: fc.integer({ min: 0, max: 5000 }),
      }),
    )
    const step = fc.tuple(command, fc.constantFrom(nadia, majid, leila), version)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let fact: StoryFact = played()
        for (const [i, [next, actor, current]] of steps.entries()) {
          const context = by(actor, current, i * 500)
          const verdict = decide(fact, next, context)
          expect(decide(structuredClone(fact), next, context)).toEqual(verdict)
          if (verdict.kind === 'accepted') {
            expect(verdict.fact.revision).toBe(fact.revision + 1)
            fact = verdict.fact
          }
        }
      }),
    )
  })
})
