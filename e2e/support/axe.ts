/** axe-core on a page: what it finds that would keep somebody out. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright'

export interface Barrier {
  readonly rule: string
  readonly impact: string
  readonly where: readonly string[]
  readonly why: string
}

/** Serious and critical findings, as short lines for a test's report. */
export async function barriers(page: Page): Promise<Barrier[]> {
  // Evaluated by the debugger, so the page's own policy stays as strict as it is.
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], iframes: false })`,
  )) as AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      where: nodes.slice(0, 5).map(({ target }) => target.join(' ')),
      why: nodes[0]?.failureSummary ?? '',
    }))
}
