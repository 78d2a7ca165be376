/** One seed: played, judged and, where something is wrong, told in words. */
import { guardMerge } from '../../shared/document/merge-guard/merge-guard.ts'
import { type Judgement, nameOf } from './oracle.ts'
import { type Outcome, runScenario } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import { blindToTags, plain, type Tags } from './tags.ts'

export const play = (scenario: Scenario): Outcome =>
  runScenario(scenario, (input) =>
    scenario.mode === 'prose' ? guardMerge(input, blindToTags) : guardMerge(input),
  )

/** What went wrong with an invariant: nothing, in a good run. */
export function failures({ broken, remedies }: Outcome): string[] {
  return [
    ...(broken === null ? [] : [broken]),
    ...remedies.wrong.map((wrong) => `remedy: ${wrong}`),
  ]
}

/** What the guard missed and where it cried without need. */
export function weaknesses({ merges, tags }: Outcome): string[] {
  return merges.flatMap(({ judgement }) => [
    ...missed('lost', judgement, tags),
    ...missed('doubled', judgement, tags),
    ...judgement.alarms.map(
      ({ kind, words, before, after }) =>
        `alarm: ${kind} “${plain(words)}” between “${plain(before)}” and “${plain(after)}”`,
    ),
  ])
}

function missed(what: 'lost' | 'doubled', judgement: Judgement, tags: Tags): string[] {
  const words = judgement[what].missed
  if (words.length === 0) return []
  const shown = words.slice(0, 8).map((word) => nameOf(word, tags))
  return [`${what}, not named: ${shown.join(' ')}${words.length > 8 ? ' …' : ''}`]
}
