/**
 * The guard's remedies, pressed on two desks at once while the second goes on typing.
 *
 * FUZ3  Each lost word comes back exactly once, each double stands once, what returned goes, and all
 *      desks converge.
 */
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import type { Finding } from '../../shared/document/merge-guard/merge-report.ts'
import type { Desk } from './desk.ts'
import { doEdit } from './edits.ts'
import type { Newsroom } from './newsroom.ts'
import { nameOf, type Thing, thingsIn } from './oracle.ts'
import type { Step } from './scenario.ts'
import type { Tags } from './tags.ts'

export interface Remedies {
  /** Times that two desks pressed at once. */
  cases: number
  words: number
  right: number
  readonly wrong: string[]
}

export const noRemedies = (): Remedies => ({ cases: 0, words: 0, right: 0, wrong: [] })

const effects: Partial<Record<Finding['kind'], { before: number; after: number }>> = {
  'lost-typed': { before: 0, after: 1 },
  'lost-moved': { before: 0, after: 1 },
  doubled: { before: 2, after: 1 },
  returned: { before: 1, after: 0 },
}

/**
 * What each named word should come to. Left out: a word that stands otherwise by now, and one that
 * its own author had glued to another: it comes back as it was written.
 */
function expectations(
  findings: readonly Finding[],
  counts: ReadonlyMap<Thing, number>,
  tags: Tags,
): Map<Thing, number> {
  const expected = new Map<Thing, number>()
  const cameBack = new Set<Thing>()
  const wentAway = new Set<Thing>()
  for (const { kind, words } of findings) {
    const effect = effects[kind]
    const isLost = effect?.before === 0
    const whole = new Set<Thing>(isLost ? tags.read(words).whole : [])
    for (const thing of effect ? thingsIn(words, tags) : []) {
      if (isLost && typeof thing === 'number' && !whole.has(thing)) continue
      if (isLost) cameBack.add(thing)
      if (kind === 'returned') wentAway.add(thing)
      if (effect && (counts.get(thing) ?? 0) === effect.before) expected.set(thing, effect.after)
    }
  }
  // Missing where one side had moved it, standing where that side had taken it: both keys together
  // move it, and it stands once.
  for (const thing of cameBack) {
    if (wentAway.has(thing) && counts.get(thing) === 1) expected.set(thing, 1)
  }
  return expected
}

export function pressRemedies(
  newsroom: Newsroom,
  step: Extract<Step, { settle: unknown }>,
  tags: Tags,
  remedies: Remedies,
): void {
  const first = newsroom.desks[step.first]
  const second = newsroom.desks[step.second]
  const findings = newsroom.openFindings().filter(({ remedy }) => remedy !== null)
  if (!first || !second || findings.length === 0) return
  const expected = expectations(findings, newsroom.counts(), tags)
  press(first, findings)
  const [half, ...rest] = step.words
  if (half) typeOn(second, [half], tags)
  press(second, findings)
  if (rest.length > 0) typeOn(second, rest, tags)
  remedies.cases += 1
  const others = [...newsroom.desks.keys()].filter((n) => n !== step.first && n !== step.second)
  const order = [step.first, step.second, ...others]
  newsroom.meet({ meet: 'star', order, shuffled: false })
  const counts = newsroom.counts()
  for (const [tag, count] of expected) {
    remedies.words += 1
    const now = counts.get(tag) ?? 0
    if (now === count) remedies.right += 1
    else remedies.wrong.push(`${nameOf(tag, tags)} stands ${now} times instead of ${count}`)
  }
}

function press(desk: Desk, findings: readonly Finding[]): void {
  for (const { remedy } of findings) {
    if (remedy) applyRemedy(desk.doc, remedy, 'merge-guard')
  }
}

const typeOn = (desk: Desk, words: string[], tags: Tags): void =>
  doEdit(desk, { do: 'type', block: 0.4, at: 0.6, words }, tags)
