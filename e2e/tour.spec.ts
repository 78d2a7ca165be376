/** The tour as a test: the same run that `npm run tour` makes. */
import { expect, test } from 'playwright/test'
import { runTour } from './tour/run.ts'

test('[TR1] one story goes from keystroke to reader, by keyboard', async () => {
  test.setTimeout(600_000)
  const report = await runTour()
  expect(report.steps.filter(({ ok }) => !ok)).toEqual([])
  expect(report.ok).toBe(true)
})
