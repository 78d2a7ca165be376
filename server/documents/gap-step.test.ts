import { describe, expect, it } from 'vitest'
import { day_ms, gapStep, type NotedGap } from './gap-step.ts'

const minute = 60_000
const whole = { missing: [], newlyLost: 0 }
const lacking = { missing: [[7, 3]] as const, newlyLost: 0 }
const gap = (change: Partial<NotedGap> = {}): NotedGap => ({
  since: 1000,
  missing: [[7, 3]],
  lost: 0,
  askedAt: 1000,
  ...change,
})

describe('what follows from a look through a log', () => {
  it('[VPG1] asks at once, and closes when all of it is there', () => {
    expect(gapStep(null, whole, 1)).toEqual({ do: 'nothing' })
    expect(gapStep(null, lacking, 1000)).toMatchObject({ do: 'ask', gap: gap() })
    expect(gapStep(gap(), whole, 2000)).toEqual({ do: 'close' })
  })

  it('[VPG3] does not ask again for the same within a day, nor for the next part within a minute', () => {
    expect(gapStep(gap(), lacking, day_ms)).toEqual({
      do: 'wait',
      gap: gap(),
      lookAt: 1000 + day_ms,
    })
    expect(gapStep(gap(), lacking, 1000 + day_ms)).toMatchObject({
      do: 'ask',
      gap: gap({ askedAt: 1000 + day_ms }),
    })
    const nextPart = { missing: [[7, 9]] as const, newlyLost: 0 }
    expect(gapStep(gap(), nextPart, 2000)).toMatchObject({ do: 'wait', lookAt: 1000 + minute })
    expect(gapStep(gap(), nextPart, 1000 + minute)).toMatchObject({ do: 'ask' })
  })

  it('[VPG2] asks once for rows that have gone, and keeps that in sight for a day', () => {
    const lost = gapStep(null, { missing: [], newlyLost: 2 }, 1000)
    const noted = gap({ missing: [], lost: 2 })
    expect(lost).toMatchObject({ do: 'ask', gap: noted })
    expect(gapStep(noted, whole, 2000)).toMatchObject({ do: 'wait', lookAt: 1000 + day_ms })
    expect(gapStep(noted, { missing: [], newlyLost: 1 }, 2000)).toMatchObject({
      do: 'ask',
      gap: { lost: 3, since: 1000 },
    })
    expect(gapStep(noted, whole, 1000 + day_ms)).toEqual({ do: 'close' })
  })
})
