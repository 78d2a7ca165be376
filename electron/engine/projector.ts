/**
 * Keeps rows and search true to the log: soon after an edit, in pieces after a catch-up.
 *
 *     update log → [projector] → text worker → rows, search index, named versions
 *
 * DPRJ1 What could not be computed before the engine died is computed after it starts again.
 * DPRJ2 A text that is live is kept as the version reviews compare with, when it is here.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import type { Clock } from '../../shared/model/time.ts'
import type { ProjectedText } from './projection/project-text.ts'
import { type TextWorker, TextWorkFailed } from './projection/text-worker.ts'
import type { Store } from './store/store.ts'

/** How long an edited story rests before it is computed, in milliseconds. */
const rest = 250
/** Stories computed between two looks at what else there is to do. */
const piece = 50
/** A story is compacted when its log has grown by this much. */
const compactAfter = { rows: 400, bytes: 512 * 1024 }

interface Wiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly clock: Clock
  readonly onProjected: (stories: readonly StoryId[]) => void
  /** An update is missing in the middle: ask the server again. */
  readonly onGap: (story: StoryId) => void
}

export class Projector {
  readonly #wiring: Wiring
  readonly #touched = new Set<StoryId>()
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

  /** Computes whatever the log says is stale, whoever forgot it. */
  catchUp(): void {
    this.#plan(0)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#planned) clearTimeout(this.#planned)
    await this.#running
  }

  #plan(delay: number): void {
    if (this.#closed || this.#planned) return
    this.#planned = setTimeout(() => {
      this.#planned = null
      this.#running ??= this.#run().finally(() => {
        this.#running = null
      })
    }, delay)
  }

  async #run(): Promise<void> {
    const { store, onProjected } = this.#wiring
    while (!this.#closed) {
      const due = new Set([...this.#touched].slice(0, piece))
      for (const story of due) this.#touched.delete(story)
      if (due.size < piece) for (const story of store.rows.stale(piece)) due.add(story)
      if (due.size === 0) return
      const changed: StoryId[] = []
      for (const story of due) {
        if (this.#closed) return
        if (await this.#project(story)) changed.push(story)
      }
      onProjected(changed)
    }
  }

  async #project(story: StoryId): Promise<boolean> {
    const { store, worker, onGap } = this.#wiring
    const { parts, upTo } = store.texts.parts(story)
    if (parts.length === 0) return false
    const wanted = this.#wantedVersion(story)
    let text: ProjectedText
    try {
      text = await worker.perform({ do: 'project', parts, wanted })
    } catch (error) {
      if (!(error instanceof TextWorkFailed)) throw error
      console.error(`copydesk engine: story ${story} cannot be computed: ${error.message}`)
      store.rows.skipProjection(story, upTo)
      return false
    }
    if (this.#closed) return false
    this.#keep(story, text, upTo)
    if (text.gap) onGap(story)
    await this.#compactIfGrown(story)
    return true
  }

  #keep(story: StoryId, { row, searchable, content }: ProjectedText, upTo: number): void {
    const { store, clock } = this.#wiring
    store.db.transaction(() => {
      if (!store.rows.project(story, row, upTo)) return
      store.search.put(story, row.headline, searchable)
      if (content) {
        store.versions.keep(story, 'live', { hash: row.version, at: clock(), content })
      }
    })
  }

  /** The live version, when it is not kept yet. */
  #wantedVersion(story: StoryId) {
    const { store } = this.#wiring
    const publication = store.facts.story(story)?.publication
    if (publication?.at !== 'live') return null
    return store.versions.hash(story, 'live') === publication.version ? null : publication.version
  }

  async #compactIfGrown(story: StoryId): Promise<void> {
    const { store, worker } = this.#wiring
    const { rows, bytes } = store.texts.tailSize(story)
    if (rows < compactAfter.rows && bytes < compactAfter.bytes) return
    const { parts, upTo } = store.texts.parts(story)
    if (parts.length < 2) return
    const body = await worker.perform({ do: 'compact', parts })
    if (!this.#closed) store.texts.compact(story, upTo, body)
  }
}
