import { describe, expect, it } from 'vitest'
import { add, closingLine, judged, noTally, playwrightTally, vitestTally } from './tally.ts'

describe('the tally of a test run', () => {
  it('adds up what the runners report', () => {
    const unit = vitestTally({
      numPassedTests: 10,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
    })
    const e2e = playwrightTally({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } })
    expect(closingLine(add(unit, e2e))).toBe('15 passed, 3 failed, 1 skipped')
  })

  it('does not believe a report without failures from a runner that failed', () => {
    expect(judged({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1)
    expect(judged(undefined, 0).failed).toBe(1)
    expect(judged({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2)
  })

  it('closes with the plain line', () => {
    expect(closingLine(noTally)).toBe('0 passed, 0 failed')
  })
})
