/**
 * What really happened in a merge, known from the tags, and how the merge guard's answer compares.
 *
 * FUZ1  A word counts as lost when it does not stand whole in the merge although nobody who knew it
 *      took it out, as doubled when it stands more than once, and as returned when it stands although
 *      a side that knew it took it out.
 */
import type { Finding } from '../../shared/document/merge-guard/merge-report.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import { blockText } from '../../shared/model/story.ts'
import { plain, type Tags } from './tags.ts'

/** A word by its tag, a card by the name that findings give it. */
export type Thing = number | string

/** How often each word and each card stands whole, and what stands that nobody wrote. */
export interface View {
  readonly counts: ReadonlyMap<Thing, number>
  readonly pieces: readonly string[]
  readonly values: Readonly<Record<string, string>>
  readonly texts: readonly string[]
}

export interface SideView {
  readonly view: View
  /** Every word this side ever had. */
  readonly known: ReadonlySet<Thing>
}

export function viewOf(content: StoryContent, tags: Tags): View {
  const counts = new Map<Thing, number>()
  const count = (thing: Thing) => counts.set(thing, (counts.get(thing) ?? 0) + 1)
  const pieces: string[] = []
  const texts = [
    content.headline,
    content.standfirst,
    ...content.blocks.map(blockText),
    ...Object.values(content.media).map(({ caption }) => caption),
  ]
  for (const text of texts) {
    const read = tags.read(text)
    for (const tag of read.whole) count(tag)
    pieces.push(...read.pieces)
  }
  for (const block of content.blocks) {
    if (block.type === 'picture') count(`picture:${block.media}`)
  }
  const { slug, section, byline, dateline } = content.meta
  return { counts, pieces, values: { slug, section: section ?? '', byline, dateline }, texts }
}

export interface Truth {
  readonly lost: ReadonlySet<Thing>
  readonly doubled: ReadonlySet<Thing>
  readonly returned: ReadonlySet<Thing>
  /** Stands in the merge, was written by nobody. */
  readonly garbled: readonly string[]
  /** Values that one side set and the other's took the place of. */
  readonly fields: readonly string[]
  /** Not to be judged: doubled, or glued to another word, before these sides met. */
  readonly apart: ReadonlySet<Thing>
}

export function truthOf(base: View, sides: readonly SideView[], merged: View, tags: Tags): Truth {
  const lost = new Set<Thing>()
  const doubled = new Set<Thing>()
  const returned = new Set<Thing>()
  const apart = new Set<Thing>(
    [base, ...sides.map(({ view }) => view)].flatMap(({ pieces }) => pieces.flatMap(tags.tagsIn)),
  )
  const all = new Set(sides.flatMap(({ view }) => [...view.counts.keys()]))
  for (const tag of all) {
    const before = base.counts.get(tag) ?? 0
    const counts = sides.map(({ view }) => view.counts.get(tag) ?? 0)
    // Doubled before these sides met: somebody has heard of it.
    if (before > 1 || counts.some((count) => count > 1)) apart.add(tag)
    if (apart.has(tag)) continue
    const dropped = sides.some(({ known }, n) => counts[n] === 0 && (before > 0 || known.has(tag)))
    const now = merged.counts.get(tag) ?? 0
    if (dropped && now > 0) returned.add(tag)
    if (!dropped && now === 0 && !readsTheSame(tag, sides, merged, tags)) lost.add(tag)
    if (!dropped && now > 1) doubled.add(tag)
  }
  const written = new Set(sides.flatMap(({ view }) => view.pieces))
  const garbled = merged.pieces.filter((piece) => !written.has(piece))
  return { lost, doubled, returned, garbled, fields: overwritten(base, sides, merged), apart }
}

/**
 * Somebody typed the same word over it: a reader finds it where it was, between the very same words. Or
 * somebody typed "in write " before "in his": to an editor that is the same as "write in " behind
 * "in", and whoever deletes "in his" leaves "write in": the same words once each, one behind the rest.
 */
function readsTheSame(thing: Thing, sides: readonly SideView[], merged: View, tags: Tags): boolean {
  if (typeof thing !== 'number') return false
  const texts = sides.find(({ view }) => view.counts.has(thing))?.view.texts ?? []
  return (
    tags.standsInPlace(thing, texts, merged.texts) || tags.standsBehind(thing, texts, merged.texts)
  )
}

function overwritten(base: View, sides: readonly SideView[], merged: View): string[] {
  return Object.keys(base.values).filter((key) =>
    sides.some(({ view }) => {
      const mine = view.values[key]
      return mine !== base.values[key] && mine !== merged.values[key]
    }),
  )
}

export const isClean = (truth: Truth): boolean =>
  truth.lost.size + truth.doubled.size + truth.returned.size + truth.garbled.length === 0

export interface Twins {
  readonly missed: Thing
  /** The word that was named in its place, if it has a tag. */
  readonly named: Thing | null
  /** That one was missing as well. */
  readonly both: boolean
}

/** Right and wrong, counted in words. */
export interface Score {
  readonly true: number
  readonly named: number
  /** Named by another word that reads the same. */
  readonly twins: readonly Twins[]
  readonly missed: readonly Thing[]
  readonly wrong: readonly string[]
}

/** Words and cards that a finding speaks of; the order of the lead pictures is no text. */
export const thingsIn = (words: string, tags: Tags): Thing[] =>
  isCard(words) ? [words] : tags.tagsIn(words)

export const nameOf = (thing: Thing, tags: Tags): string =>
  typeof thing === 'number' ? `${tags.wordOf(thing)} (${thing})` : thing

interface NamedWord {
  readonly tag: Thing | null
  readonly text: string
}

const lettersOf = (text: string): string[] => text.match(/[^\s.,/]+/g) ?? []
const isCard = (word: string): boolean => word.startsWith('picture:')

function namedIn(findings: readonly Finding[], tags: Tags): NamedWord[] {
  return findings.flatMap(({ words }) =>
    lettersOf(words).map((word) => ({
      tag: isCard(word) ? word : (tags.tagsIn(word)[0] ?? null),
      text: plain(word),
    })),
  )
}

/** `also`: findings that may name a word, too, but are never wrong in this column. */
export function score(
  truth: ReadonlySet<Thing>,
  apart: ReadonlySet<Thing>,
  findings: readonly Finding[],
  also: readonly Finding[],
  tags: Tags,
): Score {
  const named = namedIn(findings, tags)
  const claimed = new Set(named.map(({ tag }) => tag))
  const alsoClaimed = new Set<Thing>(also.flatMap(({ words }) => tags.tagsIn(words)))
  const isTrue = (tag: Thing | null) => tag !== null && (truth.has(tag) || apart.has(tag))
  // Named twice: the second is a word of its own whose letters the editor stored under this tag.
  const spare = named.filter(
    ({ tag }, n) => !isTrue(tag) || named.findIndex((other) => other.tag === tag) < n,
  )
  const missed: Thing[] = []
  const twins: Twins[] = []
  for (const tag of truth) {
    if (claimed.has(tag) || alsoClaimed.has(tag)) continue
    const twin = spare.findIndex(
      ({ text }) => text === (typeof tag === 'number' ? tags.wordOf(tag) : tag),
    )
    if (twin === -1) missed.push(tag)
    else {
      for (const { tag: named } of spare.splice(twin, 1)) {
        twins.push({ missed: tag, named, both: named !== null && truth.has(named) })
      }
    }
  }
  return {
    true: truth.size,
    named: truth.size - missed.length,
    twins,
    missed,
    wrong: spare.filter(({ tag }) => !isTrue(tag)).map(({ text }) => text),
  }
}

const kind = (findings: readonly Finding[], ...kinds: Finding['kind'][]): Finding[] =>
  findings.filter((finding) => kinds.includes(finding.kind))

export interface Judgement {
  readonly clean: boolean
  readonly lost: Score
  readonly doubled: Score
  readonly returned: Score
  readonly fields: { readonly true: number; readonly named: number; readonly wrong: number }
  /** Findings of a merge that lost nothing, `apart` and `field` left out. */
  readonly alarms: readonly Finding[]
  readonly apart: number
  /** Doubled, or glued to another word, before these sides met. */
  readonly before: ReadonlySet<Thing>
}

export function judge(
  truth: Truth,
  findings: readonly Finding[],
  merged: View,
  tags: Tags,
): Judgement {
  const garbled = kind(findings, 'garbled')
  const doubles = kind(findings, 'doubled').filter((finding) => !isSameTyped(finding, merged, tags))
  const returns = kind(findings, 'returned')
  const values = kind(findings, 'field').filter(({ place }) => place.startsWith('meta:'))
  const fields = new Set(values.map(({ place }) => place.slice('meta:'.length)))
  const clean = isClean(truth)
  const serious = [
    ...kind(findings, 'lost-typed', 'lost-moved', 'returned', 'garbled'),
    ...doubles,
  ].filter(({ place, words }) => !(isCard(words) && place === 'carousel'))
  return {
    clean,
    lost: score(truth.lost, truth.apart, kind(findings, 'lost-typed', 'lost-moved'), garbled, tags),
    // A copy too many has the same remedy, whether it came back or stands twice.
    doubled: score(truth.doubled, truth.apart, doubles, returns, tags),
    returned: score(truth.returned, truth.apart, returns, doubles, tags),
    fields: {
      true: truth.fields.length,
      named: truth.fields.filter((key) => fields.has(key)).length,
      wrong: [...fields].filter((key) => !truth.fields.includes(key)).length,
    },
    alarms: clean ? serious.filter(({ words }) => !isAboutApart(words, truth, tags)) : [],
    apart: kind(findings, 'apart').length,
    before: truth.apart,
  }
}

function isAboutApart(words: string, truth: Truth, tags: Tags): boolean {
  const things = thingsIn(words, tags)
  if (things.length > 0) return things.every((thing) => truth.apart.has(thing))
  // Letters without their tag: half of a word that was broken before, as an older desk has it whole.
  const broken = new Set([...truth.apart].map((tag) => typeof tag === 'number' && tags.wordOf(tag)))
  const named = lettersOf(words)
  return named.length > 0 && named.every((word) => broken.has(plain(word)))
}

/**
 * Two people wrote the same words in the same place: a reader sees them twice side by side, and the
 * guard may say so, although each is a word of its own.
 */
function isSameTyped(finding: Finding, merged: View, tags: Tags): boolean {
  const words = namedIn([finding], tags)
  const isOnce = words.every(({ tag }) => tag !== null && merged.counts.get(tag) === 1)
  if (words.length === 0 || !isOnce) return false
  const run = words.map(({ text }) => text).join('[\\s.,]+')
  const twice = new RegExp(`\\b${run}[\\s.,]+(?:\\w+[\\s.,]+){0,4}?${run}\\b`)
  return merged.texts.some((text) => twice.test(plain(text)))
}
