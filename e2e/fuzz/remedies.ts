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
import { nameOf, type Thing, type Twins, thingsIn, viewOf } from './oracle.ts'
import type { Step } from './scenario.ts'
import type { Tags } from './tags.ts'

export interface Remedies {
  /** Times that two desks pressed at once. */
  cases: number
  words: number
  right: number
  /** Words that were right only after they had been named and settled once more. */
  again: number
  readonly wrong: string[]
}

export const noRemedies = (): Remedies => ({ cases: 0, words: 0, right: 0, again: 0, wrong: [] })

const effects: Partial<Record<Finding['kind'], { before: number; after: number }>> = {
  'lost-typed': { before: 0, after: 1 },
  'lost-moved': { before: 0, after: 1 },
  doubled: { before: 2, after: 1 },
  returned: { before: 1, after: 0 },
}

interface Expectations {
  readonly expected: ReadonlyMap<Thing, number>
  readonly doubled: ReadonlySet<Thing>
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
  stoodWrong: ReadonlySet<Thing>,
  doc: Y.Doc,
  tags: Tags,
): Expectations {
  const { counts, pieces } = viewOf(projectStory(doc), tags)
  const glued = new Set<Thing>(pieces.flatMap(tags.tagsIn))
  const expected = new Map<Thing, number>()
  const named = {
    lost: new Map<Thing, number>(),
    doubled: new Set<Thing>(),
    returned: new Set<Thing>(),
  }
  for (const finding of findings) {
    const effect = effects[finding.kind]
    if (!effect) continue
    const isLost = effect.before === 0
    const isFresh = newest.includes(finding)
    const written = isLost ? tags.read(finding.words).whole : []
    const reached = new Set<Thing>(
      isLost ? written : isFresh ? [] : tagsTakenBy(doc, finding, tags),
    )
    for (const thing of new Set(thingsIn(finding.words, tags))) {
      const isWord = typeof thing === 'number'
      if (isWord && (isLost || !isFresh) && !reached.has(thing)) continue
      if (!isLost && glued.has(thing)) continue
      // What its author had twice comes back twice, also where each copy was lost beside other words.
      const earlier = stoodWrong.has(thing) ? (named.lost.get(thing) ?? 0) : 0
      const times = earlier + written.filter((tag) => tag === thing).length
      if (isLost) named.lost.set(thing, times)
      if (finding.kind === 'returned') named.returned.add(thing)
      if (finding.kind === 'doubled') named.doubled.add(thing)
      if ((counts.get(thing) ?? 0) !== effect.before) continue
      expected.set(thing, isLost && isWord ? times : effect.after)
    }
  }
  // Missing where one side had moved it, standing where that side had taken it: both keys together
  // move it, and it stands once.
  // Named as lost and as doubled: it stood twice with its author before, once of these is gone and the
  // other was copied. One double goes, and the lost one comes back as its author had it.
  for (const [thing, times] of named.lost) {
    if (named.returned.has(thing) && counts.get(thing) === 1) expected.set(thing, 1)
    if (named.doubled.has(thing) && stoodWrong.has(thing) && counts.get(thing) === 2) {
      expected.set(thing, 1 + times)
    }
  }
  return { expected, doubled: named.doubled }
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
  const newest = newsroom.merges.at(-1)?.findings ?? []
  const { expected, doubled } = expectations(
    findings,
    newest,
    newsroom.standingWrong(),
    first.doc,
    tags,
  )
  const twins = newsroom.lostTwins()
  const neighbours = twinsSideBySide(newsroom.returnedTwins(), expected, first.doc, tags)
  const isRight = (thing: Thing, counts: ReadonlyMap<Thing, number>): boolean =>
    (counts.get(thing) ?? 0) === expected.get(thing) ||
    standAsTwins(thing, twins, counts, doubled.has(thing)) ||
    neighbours.some((pair) => pair.named === thing && oneOfTwoIsLeft(pair, counts))
  press(first, findings)
  const [half, ...rest] = step.words
  if (half) typeOn(second, [half], tags)
  press(second, findings)
  if (rest.length > 0) typeOn(second, rest, tags)
  remedies.cases += 1
  const others = [...newsroom.desks.keys()].filter((n) => n !== step.first && n !== step.second)
  const order = [step.first, step.second, ...others]
  const meeting: Extract<Step, { meet: unknown }> = { meet: 'star', order, shuffled: false }
  newsroom.meet(meeting)
  const wrong = [...expected.keys()].filter((thing) => !isRight(thing, newsroom.counts()))
  if (wrong.length > 0 && pressAgain(newsroom, first, wrong, tags)) newsroom.meet(meeting)
  const counts = newsroom.counts()
  const still = wrong.filter((thing) => !isRight(thing, counts))
  remedies.words += expected.size
  remedies.right += expected.size - still.length
  remedies.again += wrong.length - still.length
  for (const thing of still) {
    const now = counts.get(thing) ?? 0
    remedies.wrong.push(
      `${nameOf(thing, tags)} stands ${now} times instead of ${expected.get(thing)}`,
    )
  }
}

/**
 * Typing on the second desk may write its block anew before the key is pressed there, and then the
 * letters that the removal names are gone already. The meeting that follows names such a word again;
 * a word that is not named again stays wrong.
 */
function pressAgain(newsroom: Newsroom, desk: Desk, wrong: readonly Thing[], tags: Tags): boolean {
  const again = newsroom
    .openFindings()
    .filter(({ remedy, words }) => remedy && thingsIn(words, tags).some((t) => wrong.includes(t)))
  press(desk, again)
  return again.length > 0
}

/**
 * Somebody typed "is about" before "is": the editor stores that as "about is" behind the older "is",
 * and the guard, which sees no tags in prose, brings back the new word under the tag of the old one.
 * They read the same, so a reader counts them together: each that was lost has to stand once.
 */
function standAsTwins(
  thing: Thing,
  twins: readonly Twins[],
  counts: ReadonlyMap<Thing, number>,
  isDoubled: boolean,
): boolean {
  const own = twins.filter(({ named }) => named === thing)
  if (own.length === 0) return false
  const lost = own.length + (isDoubled || own.some(({ both }) => both) ? 1 : 0)
  let standing = 0
  for (const each of new Set([thing, ...own.map(({ missed }) => missed)])) {
    standing += counts.get(each) ?? 0
  }
  return standing === lost
}

/**
 * Of "of of" somebody deleted the first, and it came back. The guard, which sees no tags in prose, may
 * take the second away: what is left reads the same, letter by letter. Only where the two stand side
 * by side, or all between them goes as well: anywhere else another word would be missing.
 */
function twinsSideBySide(
  twins: readonly Twins[],
  expected: ReadonlyMap<Thing, number>,
  doc: Y.Doc,
  tags: Tags,
): Twins[] {
  const { texts } = viewOf(projectStory(doc), tags)
  return twins.filter(
    ({ missed, named }) =>
      typeof missed === 'number' &&
      typeof named === 'number' &&
      tags.standSideBySide(missed, named, texts, (tag) => expected.get(tag) === 0),
  )
}

/** The one that should go stands for the one that should stay: together once, or not at all. */
function oneOfTwoIsLeft(
  { missed, named, both }: Twins,
  counts: ReadonlyMap<Thing, number>,
): boolean {
  const standing = (counts.get(missed) ?? 0) + (named === null ? 0 : (counts.get(named) ?? 0))
  return standing === (both ? 0 : 1)
}

function press(desk: Desk, findings: readonly Finding[]): void {
  for (const { remedy } of findings) {
    if (remedy) applyRemedy(desk.doc, remedy, 'merge-guard')
  }
}

const typeOn = (desk: Desk, words: string[], tags: Tags): void =>
  doEdit(desk, { do: 'type', block: 0.4, at: 0.6, words }, tags)
