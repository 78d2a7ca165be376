import { describe, expect, it } from 'vitest'
import { playSync, type SyncOutcome } from './play-sync.ts'
import { syncFigures } from './sync-figures.ts'

describe('whole desks on a bad line', () => {
  it('[FUZ4] end with what the server has, each word and each command once', async () => {
    const outcomes: SyncOutcome[] = []
    for (const seed of [2, 4, 12]) {
      const outcome = await playSync(seed)
      expect({ seed, broken: outcome.broken }).toEqual({ seed, broken: null })
      outcomes.push(outcome)
    }
    const counts = syncFigures(outcomes)
    expect(counts.every(({ ok }) => ok)).toBe(true)
    for (const { words, deaths } of outcomes) expect(words + deaths).toBeGreaterThan(0)
  }, 120_000)

  it('count a run that failed as one that failed', () => {
    const failed = { words: 1, commands: 0, pictures: 0, deaths: 0, steps: [], broken: 'lost' }
    expect(syncFigures([failed])[0]).toMatchObject({ value: '0 of 1', ok: false })
    expect(syncFigures([])[0]?.ok).toBe(false)
  })
})
