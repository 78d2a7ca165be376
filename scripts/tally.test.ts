import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './project.ts'
import { add, closingLine, judged, noTally, playwrightTally, vitestTally } from './tally.ts'

const assertion = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
})

const unitReport = {
  numPassedTests: 10,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [
    {
      name: join(root, 'shared', 'a.test.ts'),
      status: 'failed',
      message: '',
      assertionResults: [
        assertion('the log keeps order', 'passed'),
        assertion('the log is short', 'failed', [
          '\u001b[31mError: too long\u001b[39m\n    at a.ts',
        ]),
        assertion('the log ends', 'pending'),
        assertion('the log is left out', 'skipped'),
      ],
    },
    {
      name: join(root, 'shared', 'b.test.ts'),
      status: 'failed',
      message: "Cannot find module './c.ts'\nimported from b.test.ts",
      assertionResults: [],
    },
  ],
}

const spec = (title: string, status: string, messages: string[]) => ({
  title,
  file: 'tour.spec.ts',
  tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
})

const e2eReport = {
  stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 },
  errors: [],
  suites: [
    {
      specs: [spec('a line goes live', 'expected', [])],
      suites: [
        {
          specs: [
            spec('a story goes out', 'unexpected', ['Error: waited in vain\n at tour']),
            spec('a picture follows', 'flaky', ['Error: not there', 'never seen']),
          ],
        },
      ],
    },
  ],
}

describe('the tally of a test run', () => {
  it('adds up what the runners report', () => {
    const sum = add(vitestTally(unitReport), playwrightTally(e2eReport))
    expect(closingLine(sum)).toBe('15 passed, 3 failed, 1 skipped')
  })

  it('names what failed, what did not come to an end, and why', () => {
    const sum = add(vitestTally(unitReport), playwrightTally(e2eReport))
    expect(sum.failures).toEqual([
      'shared/a.test.ts › the log is short: Error: too long',
      'shared/a.test.ts › the log ends: did not come to an end',
      "shared/b.test.ts: Cannot find module './c.ts'",
      'e2e/tour.spec.ts › a story goes out: Error: waited in vain',
      'e2e/tour.spec.ts › a picture follows: Error: not there',
    ])
  })

  it('does not believe a report without failures from a runner that failed', () => {
    const three = { ...noTally, passed: 3 }
    expect(judged(three, 1).failed).toBe(1)
    expect(judged(three, 1).failures).toEqual(['the runner ended with code 1 and no failed test'])
    expect(judged(undefined, 0).failed).toBe(1)
    expect(judged({ ...three, failed: 2 }, 1).failed).toBe(2)
  })

  it('closes with the plain line', () => {
    expect(closingLine(noTally)).toBe('0 passed, 0 failed')
  })
})
