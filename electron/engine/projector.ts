/**
 * Keeps rows and search true to the log: soon after an edit, in pieces after a catch-up.
 *
 *     update log → [projector] → text worker → rows, search index, named versions
 *
 * DPRJ1  What could not be computed before the engine died is computed after it starts again.
 * DPRJ2  A text that is live is kept as the version reviews compare with, when it is here.
 * DPRJ3  A story over which the worker dies leaves no other uncomputed.
 * DPRJ4  A story whose log rows are gone, all or the newest, is computed once from what is here, and
 *       never again for their sake.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import type { Clock } from '../../shared/model/time.ts'
import { compactStory } from './projection/compact-story.ts'
import type { ProjectedText } from './projection/project-text.ts'
import { type TextWorker, TextWorkerLost, TextWorkFailed } from './projection/text-worker.ts'
import type { Store } from './store/store.ts'
import { isLong, isWorthFolding, type TailSize } from './store/tail-limits.ts'

/** How long an edited story rests before it is computed, in milliseconds. */
const rest = 250
/** After a failure, in milliseconds. */
const pause = 5000
/** Stories computed between two looks at what else there is to do. */
const piece = 50
/** Nobody has written for so long, in milliseconds: tails that are not long are folded as well. */
const atRest = 10_000

interface Wiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly clock: Clock
  readonly onProjected: (stories: readonly StoryId[]) => void
  /** An update is missing in the middle: ask the server again. */
  readonly onGap: (story: StoryId) => void
}

interface Computed {
  readonly story: StoryId
  /** Newest log row inside, or the newest that was known of: it may be gone. */
  readonly upTo: number
  /** Null when the text cannot be computed, or none of it is here any more. */
  readonly text: ProjectedText | null
}

export class Projector {
  readonly #wiring: Wiring
  readonly #touched = new Set<StoryId>()
  /** To be folded although their tails are not long. */
  readonly #untidy = new Set<StoryId>()
  /** Written in, with a tail that is not long; tidied when nobody writes. */
  readonly #loose = new Set<StoryId>()
  #restPlanned: NodeJS.Timeout | null = null
  #planned: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #closed = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** The story's log has grown. */
  touch(story: StoryId): void {
    this.#touched.add(story)
    this.#plan(rest)
  }

  /** The story is left or taken up: its tail is folded soon, so that the next opening is quick. */
  tidy(story: StoryId): void {
    this.#untidy.add(story)
    this.#plan(rest)
  }

  /** Computes whatever the log says is stale, whoever forgot it. */
  catchUp(): void {
    this.#plan(0)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#planned) clearTimeout(this.#planned)
    if (this.#restPlanned) clearTimeout(this.#restPlanned)
    await this.#running
  }

  #plan(delay: number): void {
    if (this.#closed || this.#planned) return
    this.#planned = setTimeout(() => {
      this.#planned = null
      this.#running ??= this.#run()
        .catch((error: unknown) => this.#failed(error))
        .finally(() => {
          this.#running = null
          if (this.#touched.size + this.#untidy.size > 0) this.#plan(rest)
        })
    }, delay)
  }

  async #run(): Promise<void> {
    const { store, onProjected } = this.#wiring
    while (!this.#closed) {
      const due = new Set([...this.#touched].slice(0, piece))
      for (const story of due) this.#touched.delete(story)
      if (due.size < piece) for (const story of store.rows.stale(piece)) due.add(story)
      if (due.size === 0) return await this.#tidyUp()
      const lost = new Set<StoryId>()
      const made = await Promise.all(
        [...due].map((story) => this.#compute(story, () => lost.add(story))),
      )
      // The worker died over one of them: each by itself shows which.
      for (const story of lost) made.push(await this.#compute(story))
      if (this.#closed) return
      const computed = made.filter((one) => one !== null)
      // One synced transaction for all of them.
      store.db.transaction(() => {
        for (const one of computed) this.#keep(one)
      })
      onProjected(computed.map(({ story }) => story))
      for (const { story, text } of computed) if (text?.gap) this.#wiring.onGap(story)
      for (const { story } of computed) await this.#compactIfGrown(story)
      this.#planRest()
    }
  }

  async #tidyUp(): Promise<void> {
    for (const story of this.#untidy) {
      if (this.#closed || this.#touched.size > 0) return
      this.#untidy.delete(story)
      if (isWorthFolding(this.#tail(story))) await this.#compact(story)
    }
  }

  /** Begins to wait anew: somebody has written. */
  #planRest(): void {
    if (this.#restPlanned) clearTimeout(this.#restPlanned)
    this.#restPlanned = null
    if (this.#closed || this.#loose.size === 0) return
    this.#restPlanned = setTimeout(() => {
      for (const story of this.#loose) this.tidy(story)
      this.#loose.clear()
    }, atRest)
    this.#restPlanned.unref()
  }

  /** The disk would not take it: what was due is still marked as due there. */
  #failed(error: unknown): void {
    console.error('copydesk engine: rows and search could not be brought up to date:', error)
    this.#plan(pause)
  }

  /** Null when nothing of the story was here ever, or the worker died and that is heard. */
  async #compute(story: StoryId, onLost?: () => void): Promise<Computed | null> {
    const { store, worker } = this.#wiring
    const { parts, upTo: newest } = store.texts.parts(story)
    const upTo = Math.max(newest, store.rows.get(story)?.lastSeq ?? 0)
    if (parts.length === 0) return upTo === 0 ? null : { story, upTo, text: null }
    try {
      const wanted = this.#wantedVersion(story)
      return { story, upTo, text: await worker.perform({ do: 'project', parts, wanted }) }
    } catch (error) {
      const isLost = error instanceof TextWorkerLost
      if (!(isLost || error instanceof TextWorkFailed)) throw error
      if (isLost && onLost) {
        onLost()
        return null
      }
      if (!this.#closed) {
        console.error(`copydesk engine: story ${story} cannot be computed: ${error.message}`)
      }
      return { story, upTo, text: null }
    }
  }

  #keep({ story, upTo, text }: Computed): void {
    const { store, clock } = this.#wiring
    if (!text) {
      store.rows.skipProjection(story, upTo)
      return
    }
    const { row, searchable, content } = text
    if (!store.rows.project(story, row, upTo)) return
    store.search.put(story, row.headline, searchable)
    if (content) {
      store.versions.keep(story, 'live', { hash: row.version, at: clock(), content })
    }
  }

  /** The live version, when it is not kept yet. */
  #wantedVersion(story: StoryId) {
    const { store } = this.#wiring
    const publication = store.facts.story(story)?.publication
    if (publication?.at !== 'live') return null
    return store.versions.hash(story, 'live') === publication.version ? null : publication.version
  }

  async #compactIfGrown(story: StoryId): Promise<void> {
    if (isLong(this.#tail(story))) await this.#compact(story)
    // The newest rows are not folded yet.
    if (isWorthFolding(this.#tail(story))) this.#loose.add(story)
  }

  #tail(story: StoryId): TailSize {
    const { texts, bases } = this.#wiring.store
    return texts.tailSize(story, bases.foldedTo(story))
  }

  async #compact(story: StoryId): Promise<void> {
    const { store, worker, clock } = this.#wiring
    await compactStory(store, worker, story, { now: clock(), isClosed: () => this.#closed })
  }
}
