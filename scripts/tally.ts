/** Adding up what several test runners counted. */
import { z } from 'zod'

export type Tally = { passed: number; failed: number; skipped: number }

export const noTally: Readonly<Tally> = { passed: 0, failed: 0, skipped: 0 }

export function add(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
})
const playwrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
})

/** Reads Vitest's JSON report. */
export function vitestTally(report: unknown): Tally {
  const counts = vitestReport.parse(report)
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }
}

/** Reads Playwright's JSON report. A test that passed only on a second try has failed. */
export function playwrightTally(report: unknown): Tally {
  const { stats } = playwrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }
}

/** A runner that ended badly counts as one failure even when its report shows none, or is missing. */
export function judged(tally: Tally | undefined, exitCode: number): Tally {
  const counted = tally ?? noTally
  const silent = counted.failed === 0 && (exitCode !== 0 || tally === undefined)
  return silent ? { ...counted, failed: 1 } : { ...counted }
}

/** The closing line of `npm test`. */
export function closingLine(tally: Readonly<Tally>): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`
}
