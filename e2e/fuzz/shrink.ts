/** Takes steps out of a failing run, as long as it goes on failing. */
import type { Scenario, Step } from './scenario.ts'

/** Runs that are tried at most. */
const patience = 300

export function shrink(scenario: Scenario, fails: (scenario: Scenario) => boolean): Scenario {
  let steps: readonly Step[] = scenario.steps
  let tries = 0
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < steps.length && tries < patience; tries++) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)]
      if (fails({ ...scenario, steps: fewer })) steps = fewer
      else at += size
    }
  }
  return { ...scenario, steps }
}

/** One line a step. */
export const printed = (scenario: Scenario): string[] =>
  scenario.steps.map((step, n) => {
    const { desk, edit, ...rest } = step as { desk?: number; edit?: object }
    const who = desk === undefined ? '' : `desk ${desk} `
    return `${String(n + 1).padStart(3)}. ${who}${JSON.stringify(edit ?? rest)}`
  })
