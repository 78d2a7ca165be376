/**
 * The desks of a run and the server between them. The merge guard is asked as a desk asks it: the
 * base that both had, what each wrote since; before anything is applied.
 *
 * FUZ2  After a meeting every desk, every editor and a fresh load say the same.
 */
import * as Y from 'yjs'
import { linesOf } from '../../renderer/editor/provider/divergence.ts'
import { composeStory } from '../../shared/document/compose.ts'
import { packUpdate } from '../../shared/document/encoding.ts'
import type {
  Finding,
  MergeInput,
  MergeReport,
} from '../../shared/document/merge-guard/merge-report.ts'
import { canonicalContent, projectStory } from '../../shared/document/projection.ts'
import { type Base, Desk } from './desk.ts'
import {
  type Judgement,
  judge,
  type SideView,
  type Thing,
  type Twins,
  thingsIn,
  truthOf,
  type View,
  viewOf,
} from './oracle.ts'
import type { Random } from './random.ts'
import type { Step, StoryPlan } from './scenario.ts'
import { storyOf } from './story-of.ts'
import type { Tags } from './tags.ts'

export type GuardMerge = (input: MergeInput) => MergeReport

type Meeting = Extract<Step, { meet: unknown }>

export interface Merge {
  readonly sides: number
  readonly judgement: Judgement
  readonly findings: readonly Finding[]
  readonly guard_ms: number
}

/** Rounds of answers after which desks must be quiet. */
const mostAnswers = 5

/** Thrown when an invariant does not hold: its message says which. */
export class Broken extends Error {}

export class Newsroom {
  readonly desks: readonly Desk[]
  readonly merges: Merge[] = []
  readonly #tags: Tags
  readonly #guard: GuardMerge
  readonly #server = new Y.Doc()
  /** Version in which the server last had a word. */
  readonly #known = new Map<Thing, number>()
  readonly #random: Random
  #base: Base
  /** Every update since the last meeting, as the server's log has them. */
  #log: Uint8Array[] = []
  /** Merges before the last meeting. */
  #settled = 0

  constructor(story: StoryPlan, desks: number, tags: Tags, random: Random, guard: GuardMerge) {
    this.#tags = tags
    this.#random = random
    this.#guard = guard
    this.#server.clientID = random.between(1, 2 ** 32 - 2)
    composeStory(this.#server, storyOf(story, tags))
    this.#base = { state: Y.encodeStateAsUpdateV2(this.#server), version: 0 }
    this.#learn(this.#view(this.#server))
    this.desks = Array.from({ length: desks }, () => new Desk(this.#base, random))
  }

  meet({ meet, order, shuffled }: Meeting): void {
    this.#settled = this.merges.length
    for (const desk of this.desks) {
      if (!desk.settle()) throw new Broken('a document diverged that nobody undid anything in')
    }
    const sameBase = this.desks.every(({ base }) => base === this.#base)
    if (meet === 'table' && sameBase) this.#meetAtATable()
    else for (const n of order) this.#catchUp(this.desks[n])
    for (const desk of this.desks) this.#pull(desk, shuffled)
    this.#exchangeAnswers()
    this.#log = []
    this.check()
  }

  /** FUZ2. */
  check(): void {
    const fresh = new Y.Doc()
    Y.applyUpdateV2(fresh, Y.encodeStateAsUpdateV2(this.#server))
    const content = projectStory(fresh)
    const expected = canonicalContent(content)
    const lines = linesOf(content).join('\n')
    for (const [n, desk] of this.desks.entries()) {
      if (desk.doc.store.pendingStructs) throw new Broken(`desk ${n} waits for missing pieces`)
      if (!desk.settle()) throw new Broken(`desk ${n} differs from its own reload after a meeting`)
      if (canonicalContent(projectStory(desk.doc)) !== expected) {
        throw new Broken(`desk ${n} and the server say different things`)
      }
      if (desk.lines().join('\n') !== lines) throw new Broken(`the editor of desk ${n} differs`)
    }
    fresh.destroy()
  }

  /**
   * What the guard found at the last meeting. Of findings about the same word from several merges
   * only the newest: the older ones speak of a text that stands no more.
   */
  openFindings(): readonly Finding[] {
    const named = new Set<Thing>()
    const open: Finding[] = []
    for (const { findings } of this.merges.slice(this.#settled).reverse()) {
      const things = findings.map(({ words }) => thingsIn(words, this.#tags))
      open.push(...findings.filter((_, n) => !things[n]?.some((thing) => named.has(thing))))
      for (const thing of things.flat()) named.add(thing)
    }
    return open
  }

  /** Words lost at the last meeting that the guard named by others that read the same. */
  lostTwins(): readonly Twins[] {
    return this.merges.slice(this.#settled).flatMap(({ judgement }) => judgement.lost.twins)
  }

  /** Words that came back at the last meeting and that the guard named by others that read the same. */
  returnedTwins(): readonly Twins[] {
    return this.merges.slice(this.#settled).flatMap(({ judgement }) => judgement.returned.twins)
  }

  /** Words that stood twice, or glued, when the desks met last. */
  standingWrong(): ReadonlySet<Thing> {
    return new Set(
      this.merges.slice(this.#settled).flatMap(({ judgement }) => [...judgement.before]),
    )
  }

  /** How often each word stands, on the server. */
  counts(): ReadonlyMap<Thing, number> {
    return this.#view(this.#server).counts
  }

  close(): void {
    for (const desk of this.desks) desk.close()
    this.#server.destroy()
  }

  /** One desk is back online: what it lacks and what it brings, judged, then applied on both sides. */
  #catchUp(desk: Desk | undefined): void {
    if (!desk) return
    const vector = Y.encodeStateVectorFromUpdateV2(desk.base.state)
    const theirs = Y.encodeStateAsUpdateV2(this.#server, vector)
    const own = Y.encodeStateAsUpdateV2(desk.doc, vector)
    const isMerge = desk.changed && desk.base.version !== this.#base.version
    const before = isMerge ? this.#sidesOf(desk) : null
    const report = isMerge && this.#ask(desk.base, [own, theirs])
    desk.hear(theirs)
    if (desk.changed) {
      Y.applyUpdateV2(this.#server, own)
      this.#log.push(own)
      this.#base = {
        state: Y.encodeStateAsUpdateV2(this.#server),
        version: this.#base.version + 1,
      }
      if (before) this.#learnBefore(before)
      this.#learnWritten(desk)
    }
    desk.met(this.#base)
    const merged = this.#view(this.#server)
    if (before && report) this.#record(before, report, merged)
    this.#learn(merged)
  }

  #meetAtATable(): void {
    const base = this.#base
    const vector = Y.encodeStateVectorFromUpdateV2(base.state)
    const writers = this.desks.filter((desk) => desk.changed)
    if (writers.length < 2) {
      for (const desk of this.desks) this.#catchUp(desk)
      return
    }
    const before = { base: this.#viewOfState(base.state), sides: writers.map((d) => this.#side(d)) }
    const sides = writers.map((desk) => Y.encodeStateAsUpdateV2(desk.doc, vector))
    const report = this.#ask(base, sides)
    for (const update of sides) Y.applyUpdateV2(this.#server, update)
    this.#log.push(...sides)
    this.#base = { state: Y.encodeStateAsUpdateV2(this.#server), version: base.version + 1 }
    const merged = this.#view(this.#server)
    this.#record(before, report, merged)
    this.#learnBefore(before)
    for (const desk of writers) this.#learnWritten(desk)
    this.#learn(merged)
  }

  /** What desks wrote while they heard from each other goes round until all are quiet. */
  #exchangeAnswers(): void {
    for (let round = 0; this.desks.some(({ answered }) => answered); round++) {
      if (round === mostAnswers) throw new Broken('desks answer each other without end')
      for (const desk of this.desks.filter(({ answered }) => answered)) {
        desk.answered = false
        const vector = Y.encodeStateVector(this.#server)
        Y.applyUpdateV2(this.#server, Y.encodeStateAsUpdateV2(desk.doc, vector))
      }
      const state = Y.encodeStateAsUpdateV2(this.#server)
      this.#base = { state, version: this.#base.version + 1 }
      for (const desk of this.desks) this.#pull(desk, false)
    }
  }

  #pull(desk: Desk, shuffled: boolean): void {
    const missing = Y.encodeStateAsUpdateV2(this.#server, Y.encodeStateVector(desk.doc))
    // A line may bring frames twice and in another order; the whole comes at last.
    if (shuffled) for (const update of this.#random.shuffled(this.#log)) desk.hear(update)
    desk.hear(missing)
    desk.met(this.#base)
  }

  #ask(base: Base, sides: readonly Uint8Array[]): Asked {
    const started = performance.now()
    const report = this.#guard({ ancestor: packUpdate(base.state), sides: sides.map(packUpdate) })
    const guard_ms = performance.now() - started
    if (!report.judged) throw new Broken('the guard sees a gap where there is none')
    return { findings: report.findings, guard_ms }
  }

  #record({ base, sides }: Before, { findings, guard_ms }: Asked, merged: View): void {
    const truth = truthOf(base, sides, merged, this.#tags)
    const judgement = judge(truth, findings, merged, this.#tags)
    this.merges.push({ sides: sides.length, judgement, findings, guard_ms })
  }

  #sidesOf(desk: Desk): Before {
    const since = [...this.#known].filter(([, version]) => version >= desk.base.version)
    const known = new Set(since.map(([thing]) => thing))
    const server = { view: this.#view(this.#server), known }
    return { base: this.#viewOfState(desk.base.state), sides: [this.#side(desk), server] }
  }

  /**
   * A desk knows what it wrote and what it showed: set back to an older copy, it may take out what
   * others have by now.
   */
  #side(desk: Desk): SideView {
    const shown = desk.heard().flatMap((content) => [...viewOf(content, this.#tags).counts.keys()])
    return { view: this.#view(desk.doc), known: new Set([...desk.written(this.#tags), ...shown]) }
  }

  #view(doc: Y.Doc): View {
    return viewOf(projectStory(doc), this.#tags)
  }

  #viewOfState(state: Uint8Array): View {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, state)
    const view = this.#view(doc)
    doc.destroy()
    return view
  }

  #learn({ counts }: View): void {
    for (const thing of counts.keys()) this.#heardOf(thing, this.#base.version)
  }

  /** What the sides of a merge had, and the merge has not, is older than the version it made. */
  #learnBefore({ sides }: Before): void {
    for (const { view } of sides) {
      for (const thing of view.counts.keys()) this.#heardOf(thing, this.#base.version - 1)
    }
  }

  /** Words that somebody wrote and took back: a desk set back to an older copy may show them again. */
  #learnWritten(desk: Desk): void {
    for (const tag of desk.written(this.#tags)) this.#heardOf(tag, this.#base.version - 1)
  }

  #heardOf(thing: Thing, version: number): void {
    this.#known.set(thing, Math.max(version, this.#known.get(thing) ?? 0))
  }
}

interface Before {
  readonly base: View
  readonly sides: readonly SideView[]
}

interface Asked {
  readonly findings: readonly Finding[]
  readonly guard_ms: number
}
