/**
 * The guard's remedies, pressed on two desks at once while the second goes on typing.
 *
 * FUZ3  Each lost word comes back exactly once, each double stands once, what returned goes, and all
 *      desks converge.
 */
import * as Y from 'yjs'
import { unpackUpdate } from '../../shared/document/encoding.ts'
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import type { Finding } from '../../shared/document/merge-guard/merge-report.ts'
import { projectStory } from '../../shared/document/projection.ts'
import type { Desk } from './desk.ts'
import { doEdit } from './edits.ts'
import type { Newsroom } from './newsroom.ts'
import { nameOf, type Thing, thingsIn, viewOf } from './oracle.ts'
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
 * What each named word should come to. Left out:
 *
 *     what stands otherwise by now
 *     a lost word that its own author had glued to another: it comes back as it was written
 *     a double of which one stands glued: counting whole words does not tell which was meant
 *     what a third desk of the same meeting carried elsewhere after an earlier merge had named it:
 *     a removal takes the letters that it named, and never looks for the same words elsewhere, where
 *     they may be somebody's own
 */
function expectations(
  findings: readonly Finding[],
  newest: readonly Finding[],
  doc: Y.Doc,
  tags: Tags,
): Map<Thing, number> {
  const { counts, pieces } = viewOf(projectStory(doc), tags)
  const glued = new Set<Thing>(pieces.flatMap(tags.tagsIn))
  const expected = new Map<Thing, number>()
  const named = { lost: new Set<Thing>(), returned: new Set<Thing>() }
  for (const finding of findings) {
    const effect = effects[finding.kind]
    if (!effect) continue
    const isLost = effect.before === 0
    const isFresh = newest.includes(finding)
    const written = isLost ? tags.read(finding.words).whole : []
    const reached = new Set<Thing>(
      isLost ? written : isFresh ? [] : tagsTakenBy(doc, finding, tags),
    )
    for (const thing of thingsIn(finding.words, tags)) {
      const isWord = typeof thing === 'number'
      if (isWord && (isLost || !isFresh) && !reached.has(thing)) continue
      if (!isLost && glued.has(thing)) continue
      if (isLost) named.lost.add(thing)
      if (finding.kind === 'returned') named.returned.add(thing)
      if ((counts.get(thing) ?? 0) !== effect.before) continue
      // What its author had twice comes back twice.
      const times = written.filter((tag) => tag === thing).length
      expected.set(thing, isLost && isWord ? times : effect.after)
    }
  }
  // Missing where one side had moved it, standing where that side had taken it: both keys together
  // move it, and it stands once.
  for (const thing of named.lost) {
    if (named.returned.has(thing) && counts.get(thing) === 1) expected.set(thing, 1)
  }
  return expected
}

/** Words of which a removal still finds the letters. */
function tagsTakenBy(doc: Y.Doc, { remedy }: Finding, tags: Tags): number[] {
  if (!remedy) return []
  const { ds } = Y.decodeUpdateV2(unpackUpdate(remedy))
  let taken = ''
  for (const [client, stretches] of ds.clients) {
    for (const { clock, len } of stretches) {
      for (let c = clock; c < clock + len; c += 1) {
        const item = Y.getItem(doc.store, new Y.ID(client, c))
        if (!(item instanceof Y.Item) || item.deleted) continue
        if (item.content instanceof Y.ContentString) taken += item.content.str[c - item.id.clock]
      }
    }
  }
  return tags.tagsIn(taken)
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
  const expected = expectations(findings, newsroom.merges.at(-1)?.findings ?? [], first.doc, tags)
  const twins = newsroom.lostTwins()
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
    if (now === count || isTheTwins(tag, now - count, twins, counts)) remedies.right += 1
    else remedies.wrong.push(`${nameOf(tag, tags)} stands ${now} times instead of ${count}`)
  }
}

/**
 * Somebody typed "is about" before "is": the editor stores that as "about is" behind the older "is",
 * and the guard, which sees no tags in prose, brings back the new word for the old one. Both were
 * lost, both read the same, and both have to stand: here the one as often too much as the other too
 * little.
 */
function isTheTwins(
  thing: Thing,
  more: number,
  twins: ReturnType<Newsroom['lostTwins']>,
  counts: ReadonlyMap<Thing, number>,
): boolean {
  const missing = twins.filter(([lost, named]) => named === thing && (counts.get(lost) ?? 0) === 0)
  return more > 0 && missing.length === more
}

function press(desk: Desk, findings: readonly Finding[]): void {
  for (const { remedy } of findings) {
    if (remedy) applyRemedy(desk.doc, remedy, 'merge-guard')
  }
}

const typeOn = (desk: Desk, words: string[], tags: Tags): void =>
  doEdit(desk, { do: 'type', block: 0.4, at: 0.6, words }, tags)
