/** A story session on an engine in memory that keeps a log, can be slow, refuse and die; and timers by hand. */
import * as Y from 'yjs'
import { packState, unpackUpdate } from '../../../shared/document/encoding.ts'
import type { Safety, StoryRow } from '../../../shared/ipc/rows.ts'
import {
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
} from '../../../shared/model/ids.ts'
import type { StoryEngine } from '../provider/story-engine.ts'
import type { QueueTimers } from '../provider/update-queue.ts'

export class HandTimers implements QueueTimers {
  #now = 1_000_000
  #due: { at: number; run: () => void }[] = []
  now = (): number => this.#now
  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, run }
    this.#due.push(timer)
    return () => {
      this.#due = this.#due.filter((other) => other !== timer)
    }
  }
  /** Moves time on, running what falls due, and lets promises settle. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      await settled()
      const next = this.#due.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#now = Math.max(this.#now, next.at)
      this.#due = this.#due.filter((timer) => timer !== next)
      next.run()
    }
    this.#now = end
    await settled()
  }
}

export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function aRow(): StoryRow {
  const id = newStoryId()
  const safety: Safety = { word: 'on-device' }
  return {
    id,
    headline: '',
    slug: '',
    language: 'en',
    kind: 'news',
    section: null,
    words: 0,
    leadAsset: null,
    merges: 0,
    awaited: false,
    editedAt: 0,
    pending: 0,
    safety,
    fact: {
      type: 'story',
      id,
      revision: 1,
      desk: parseDeskId('city'),
      language: 'en',
      writer: newUserId(),
      createdAt: 0,
      translationGroup: newTranslationGroupId(),
      work: { at: 'draft' },
      publication: { at: 'unpublished' },
      legal: { embargo: null },
    },
  }
}

/** The engine's side: what its log holds is what `logged` reads. */
export class MemoryEngine implements StoryEngine {
  readonly row = aRow()
  appends = 0
  refusal: Error | null = null
  silent = false
  closed = 0
  #log: Uint8Array[]
  readonly #updates = new Set<(story: StoryRow['id'], update: Uint8Array) => void>()
  readonly #safeties = new Set<(story: StoryRow['id'], safety: Safety) => void>()
  readonly #restarts = new Set<() => void>()

  constructor(doc: Y.Doc) {
    this.#log = [packState(doc)]
  }

  logged(): Y.Doc {
    const doc = new Y.Doc()
    for (const packed of this.#log) Y.applyUpdateV2(doc, unpackUpdate(packed))
    return doc
  }

  open = async () => ({ state: packState(this.logged()), tail: [], row: this.row })

  append = async (_: unknown, update: Uint8Array) => {
    if (this.silent) return new Promise(() => {})
    if (this.refusal) throw this.refusal
    this.appends += 1
    this.#log.push(update)
    return { seq: this.#log.length }
  }

  close = async () => {
    this.closed += 1
  }

  onUpdate = (listener: (story: StoryRow['id'], update: Uint8Array) => void) =>
    added(this.#updates, listener)
  onSafety = (listener: (story: StoryRow['id'], safety: Safety) => void) =>
    added(this.#safeties, listener)
  onRestart = (listener: () => void) => added(this.#restarts, listener)

  /** Another desk's update: logged first, then told. */
  hears(packed: Uint8Array, tell = true): void {
    this.#log.push(packed)
    if (tell) for (const listener of this.#updates) listener(this.row.id, packed)
  }
  says(safety: Safety): void {
    for (const listener of this.#safeties) listener(this.row.id, safety)
  }
  restarts(): void {
    this.silent = false
    for (const listener of this.#restarts) listener()
  }
}

function added<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => void set.delete(listener)
}
