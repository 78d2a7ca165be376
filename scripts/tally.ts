/** Adding up what several test runners counted. */
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { root } from './project.ts'

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, by name and with the first line of why. */
  readonly failures: readonly string[]
}

export const noTally: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
})
type TestFile = z.infer<typeof vitestReport>['testResults'][number]

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
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
    failures: counts.testResults.flatMap(vitestFailures),
  }
}

/** A test whose process ended under it is pending for ever. */
function vitestFailures({ name, message, assertionResults }: TestFile): string[] {
  const file = relative(root, name)
  const tests = assertionResults
    .filter(({ status }) => status === 'failed' || status === 'pending')
    .map(({ fullName, status, failureMessages }) => {
      const why = status === 'failed' ? firstLine(failureMessages[0]) : 'did not come to an end'
      return `${file} › ${fullName}: ${why}`
    })
  return message && tests.length === 0 ? [`${file}: ${firstLine(message)}`] : tests
}

const firstLine = (text = 'no reason given'): string =>
  stripVTControlCharacters(text).split('\n')[0] ?? ''

/** Reads Playwright's JSON report. A test that passed only on a second try has failed. */
export function playwrightTally(report: unknown): Tally {
  const { stats, suites, errors } = playwrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message }) => firstLine(message)),
      ...suites.flatMap(playwrightFailures),
    ],
  }
}

function playwrightFailures({ specs, suites = [] }: z.infer<typeof playwrightSuite>): string[] {
  const failed = specs.filter(({ tests }) =>
    tests.some(({ status }) => status === 'unexpected' || status === 'flaky'),
  )
  const told = failed.map(({ file, title, tests }) => {
    const [error] = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))
    return `e2e/${file} › ${title}: ${firstLine(error?.message)}`
  })
  return [...told, ...suites.flatMap(playwrightFailures)]
}

/** A runner that ended badly counts as one failure even when its report shows none, or is missing. */
export function judged(tally: Tally | undefined, exitCode: number): Tally {
  const counted = tally ?? noTally
  const silent = counted.failed === 0 && (exitCode !== 0 || tally === undefined)
  if (!silent) return counted
  const why = `the runner ended with code ${exitCode} and ${tally ? 'no failed test' : 'no report'}`
  return { ...counted, failed: 1, failures: [...counted.failures, why] }
}

/** The closing line of `npm test`, alone on its line as tools that count tests expect it. */
export function closingLine(tally: Tally): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`
}
