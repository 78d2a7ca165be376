/** Counts over many runs, and the figures they come to, each beside its goal. */
import type { Figure } from '../../scripts/prove.ts'
import type { Score } from './oracle.ts'
import type { Outcome } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'

interface Words {
  true: number
  named: number
  twins: number
  wrong: number
}

interface ModeTally {
  merges: number
  clean: number
  /** Clean merges with at least one finding. */
  alarms: number
  apart: number
  lost: Words
  doubled: Words
  returned: Words
  fields: Words
}

export interface Tally {
  seeds: number
  meetings: number
  broken: number
  divergences: number
  remedies: { cases: number; words: number; right: number; again: number }
  guard: { ms: number; slowest_ms: number }
  prose: ModeTally
  unique: ModeTally
}

const noWords = (): Words => ({ true: 0, named: 0, twins: 0, wrong: 0 })

const noMerges = (): ModeTally => ({
  merges: 0,
  clean: 0,
  alarms: 0,
  apart: 0,
  lost: noWords(),
  doubled: noWords(),
  returned: noWords(),
  fields: noWords(),
})

export const noTally = (): Tally => ({
  seeds: 0,
  meetings: 0,
  broken: 0,
  divergences: 0,
  remedies: { cases: 0, words: 0, right: 0, again: 0 },
  guard: { ms: 0, slowest_ms: 0 },
  prose: noMerges(),
  unique: noMerges(),
})

export function count(tally: Tally, { mode }: Scenario, outcome: Outcome): void {
  tally.seeds += 1
  tally.meetings += outcome.meetings
  tally.divergences += outcome.divergences
  if (outcome.broken !== null) tally.broken += 1
  const { cases, words, right, again } = outcome.remedies
  addUp(tally.remedies, { cases, words, right, again })
  const sum = tally[mode]
  for (const { judgement, guard_ms } of outcome.merges) {
    sum.merges += 1
    if (judgement.clean) sum.clean += 1
    if (judgement.alarms.length > 0) sum.alarms += 1
    sum.apart += judgement.apart
    addUp(sum.lost, wordsOf(judgement.lost))
    addUp(sum.doubled, wordsOf(judgement.doubled))
    addUp(sum.returned, wordsOf(judgement.returned))
    addUp(sum.fields, { ...judgement.fields, twins: 0 })
    tally.guard.ms += guard_ms
    tally.guard.slowest_ms = Math.max(tally.guard.slowest_ms, guard_ms)
  }
}

const wordsOf = (score: Score): Words => ({
  true: score.true,
  named: score.named,
  twins: score.twins.length,
  wrong: score.wrong.length,
})

function addUp<T extends object>(sum: T, more: T): void {
  for (const [key, value] of Object.entries(more)) {
    const counts = sum as Record<string, unknown>
    if (typeof value === 'number') {
      const before = Number(counts[key] ?? 0)
      counts[key] = key.startsWith('slowest') ? Math.max(before, value) : before + value
    } else addUp(counts[key] as object, value as object)
  }
}

/** Adds what another process counted. */
export const add = (sum: Tally, more: Tally): void => addUp(sum, more)

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
const percent = (part: number, whole: number): string =>
  `${(100 * share(part, whole)).toFixed(2)} % (${part} of ${whole})`

export function figures(tally: Tally): Figure[] {
  const { remedies, prose, unique, guard } = tally
  const merges = prose.merges + unique.merges
  return [
    fact('runs', tally.seeds),
    fact('meetings of desks', tally.meetings),
    fact('merges judged', merges),
    held(
      'runs in which all desks, editors and fresh loads agreed',
      percent(tally.seeds - tally.broken, tally.seeds),
      '100 %',
      tally.broken === 0,
    ),
    fact(
      'documents that undo left in another order, and the divergence guard put right',
      tally.divergences,
    ),
    recall('prose: lost words named', prose.lost, 0.99),
    recall('prose: doubled words named', prose.doubled, 0.98),
    fact('prose: returned words named', percent(prose.returned.named, prose.returned.true)),
    alarms('prose: alarms on merges that lost nothing', prose, 500),
    fact('prose: named lost words that are lost', precision(prose.lost)),
    fact('prose: named doubled words that are doubled', precision(prose.doubled)),
    fact(
      'prose: words named by another that reads the same',
      prose.lost.twins + prose.doubled.twins,
    ),
    recall('unique words: lost words named', unique.lost, 0.99),
    recall('unique words: doubled words named', unique.doubled, 0.98),
    alarms('unique words: alarms on merges that lost nothing', unique, Number.POSITIVE_INFINITY),
    fact('unique words: named lost words that are lost', precision(unique.lost)),
    fact(
      'values that one side set and the other replaced, named',
      percent(prose.fields.named + unique.fields.named, prose.fields.true + unique.fields.true),
    ),
    fact('remedies pressed on two desks at once', remedies.cases),
    held(
      'words that came to stand as often as they should',
      percent(remedies.right, remedies.words),
      '100 %',
      remedies.right === remedies.words,
    ),
    fact('of these, after they had been named and settled once more', remedies.again),
    fact(
      'merge guard, mean and slowest ms',
      `${(guard.ms / Math.max(1, merges)).toFixed(1)}, ${guard.slowest_ms.toFixed(0)}`,
    ),
  ]
}

const fact = (what: string, value: number | string): Figure => ({ what, value, goal: '', ok: true })
const held = (what: string, value: string, goal: string, ok: boolean): Figure => ({
  what,
  value,
  goal,
  ok,
})

const recall = (what: string, words: Words, goal: number): Figure =>
  held(
    what,
    percent(words.named, words.true),
    `at least ${goal * 100} %`,
    share(words.named, words.true) >= goal,
  )

const precision = (words: Words): string => percent(words.named, words.named + words.wrong)

/** One alarm in `inSo` clean merges is allowed; none when that is infinite. */
function alarms(what: string, { alarms: raised, clean }: ModeTally, inSo: number): Figure {
  const none = !Number.isFinite(inSo)
  const goal = none ? 'none' : `at most 1 in ${inSo}`
  return held(what, `${raised} of ${clean}`, goal, none ? raised === 0 : raised * inSo <= clean)
}
