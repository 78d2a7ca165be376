import { describe, expect, it } from 'vitest'
import { breakingDueAt, breakingWhenDue, decideBreaking } from './breaking.ts'
import { type BreakingCommand, breakingLineSchema } from './commands.ts'
import type { BreakingFact } from './facts.ts'
import { newBreakingId, newUserId, parseDeskId } from './ids.ts'
import type { Person } from './people.ts'

const chief: Person = {
  id: newUserId(),
  name: 'Majid Karim',
  email: 'majid@harbourpost.example',
  language: 'en',
  memberships: [{ desk: parseDeskId('city'), role: 'desk-chief' }],
}
const reporter: Person = {
  ...chief,
  memberships: [{ desk: parseDeskId('city'), role: 'reporter' }],
}
const breaking = newBreakingId()
const line = {
  breaking,
  lines: { en: { attribution: 'Coast guard', text: 'flood barrier closed' } },
  story: null,
  life: 60_000,
}
const at = (now: number, actor = chief) => ({ actor, now })
const accepted = (
  fact: BreakingFact | null,
  command: BreakingCommand,
  now: number,
): BreakingFact => {
  const verdict = decideBreaking(fact, command, at(now))
  if (verdict.kind === 'refused') throw new Error(verdict.because)
  return verdict.fact
}

describe('a breaking line', () => {
  it('goes live at its time and expires after its life', () => {
    const waiting = accepted(null, { do: 'breaking-schedule', ...line, goLiveAt: 5000 }, 1000)
    expect(breakingDueAt(waiting)).toBe(5000)
    expect(breakingWhenDue(waiting, 4999)).toBeNull()
    const live = breakingWhenDue(waiting, 5000)
    expect(live?.stage).toMatchObject({ at: 'live', since: 5000, until: 65_000 })
    expect(live && breakingWhenDue(live, 65_000)?.stage.at).toBe('expired')
  })

  it('[BR1] stays down once recalled or expired', () => {
    const live = accepted(null, { do: 'breaking-send', ...line }, 1000)
    const down = accepted(live, { do: 'breaking-recall', breaking }, 2000)
    const expired = breakingWhenDue(live, 61_000)
    for (const fact of [down, expired]) {
      expect(fact && breakingWhenDue(fact, 1e12)).toBeNull()
      expect(decideBreaking(fact, { do: 'breaking-send', ...line }, at(1e12)).kind).toBe('refused')
    }
  })

  it('is sent by desk chiefs only; reporters draft', () => {
    expect(decideBreaking(null, { do: 'breaking-send', ...line }, at(1, reporter))).toEqual({
      kind: 'refused',
      because: 'not-allowed',
    })
    expect(decideBreaking(null, { do: 'breaking-draft', ...line }, at(1, reporter)).kind).toBe(
      'accepted',
    )
  })

  it('[BR2] gets the same verdict for the same question', () => {
    const ask = () => decideBreaking(null, { do: 'breaking-schedule', ...line, goLiveAt: 5 }, at(9))
    expect(ask()).toEqual(ask())
    expect(ask()).toEqual({ kind: 'refused', because: 'time-passed' })
  })

  it('keeps its budget, attribution included', () => {
    const long = { attribution: 'Port authority', text: 'x'.repeat(130) }
    expect(breakingLineSchema.safeParse(long).success).toBe(false)
  })
})
