import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../../../shared/model/commands.ts'
import {
  newBreakingId,
  newCommandId,
  newStoryId,
  newTranslationGroupId,
} from '../../../../shared/model/ids.ts'
import { type Queued, subjectOf } from '../../store/outbox.ts'
import { city } from '../../testing/a-story.ts'
import { nextToLeave } from './leave-order.ts'

const stories = [newStoryId(), newStoryId(), newStoryId()]
const queued = (command: Command, afterSeq = 0): Queued => ({
  id: newCommandId(),
  command,
  issuedAt: 1,
  afterSeq,
  counter: null,
})
const aCommand = fc.oneof<fc.Arbitrary<Command>[]>(
  fc.constantFrom(...stories).map((story): Command => ({ do: 'withdraw', story })),
  fc.constant<Command>({ do: 'breaking-recall', breaking: newBreakingId() }),
)
const outbox = fc.array(
  fc.tuple(aCommand, fc.nat(10)).map(([command, afterSeq]) => queued(command, afterSeq)),
)
const waitingText = fc.dictionary(fc.constantFrom(...stories), fc.nat(10))

describe('the order in which commands leave', () => {
  it('[DLO1] is that of their giving for each subject, and only text holds one back', () => {
    fc.assert(
      fc.property(outbox, waitingText, (commands, text) => {
        const oldest = (story: string) => text[story] ?? null
        const left: Queued[] = []
        let rest = [...commands]
        for (;;) {
          const next = nextToLeave(rest, oldest)
          if (!next) break
          left.push(next)
          rest = rest.filter((one) => one !== next)
        }
        const ofSubject = (list: readonly Queued[], subject: string) =>
          list.filter(({ command }) => subjectOf(command) === subject)
        for (const { command } of commands) {
          const subject = subjectOf(command)
          const given = ofSubject(commands, subject)
          const gone = ofSubject(left, subject)
          expect(gone).toEqual(given.slice(0, gone.length))
          const held = given[gone.length]
          if (held) expect(oldest(subject)).toBeLessThanOrEqual(held.afterSeq)
        }
      }),
    )
  })

  it('[DLO2] puts the creation of a story before its text, and all else after it', () => {
    const [story] = stories
    if (!story) throw new Error('no story')
    const create = queued({
      do: 'create-story',
      story,
      desk: city,
      language: 'en',
      translationGroup: newTranslationGroupId(),
    })
    const submit = queued({ do: 'submit', story, version: 'a'.repeat(64) as never }, 7)
    expect(nextToLeave([create, submit], () => 1)).toBe(create)
    expect(nextToLeave([submit], () => 7)).toBeNull()
    expect(nextToLeave([submit], () => 8)).toBe(submit)
    expect(nextToLeave([submit], () => null)).toBe(submit)
  })

  it('[DLO3] keeps what goes to readers until its pictures have arrived', () => {
    const [story, other] = stories
    if (!story || !other) throw new Error('no story')
    const version = 'a'.repeat(64) as never
    const publish = queued({ do: 'publish', story, version })
    const schedule = queued({ do: 'schedule', story, version, publishAt: 9 })
    const submit = queued({ do: 'submit', story, version })
    const elsewhere = queued({ do: 'publish', story: other, version })
    const waits = (one: string) => one === story
    expect(nextToLeave([publish], () => null, waits)).toBeNull()
    expect(nextToLeave([schedule], () => null, waits)).toBeNull()
    expect(nextToLeave([publish, elsewhere], () => null, waits)).toBe(elsewhere)
    expect(nextToLeave([submit, publish], () => null, waits)).toBe(submit)
    expect(
      nextToLeave(
        [publish],
        () => null,
        () => false,
      ),
    ).toBe(publish)
  })
})
