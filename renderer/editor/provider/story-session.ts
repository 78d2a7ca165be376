/**
 * One open story on this desk: its live document, its undo history, and the road to the log.
 *
 *     fields, body binding ⇄ Y.Doc ⇄ [story session] ⇄ engine
 *
 * SS1  A change by hand is queued for the log before anything else happens to it.
 * SS2  When the engine restarts, its state is read first, then it gets all that it lacks.
 * SS3  A remote update reaches the document without entering the undo history.
 * SS4  A document that diverged from its own fresh load is replaced by that load.
 * SS5  A story that was left and is opened again takes back what was written before, not what came
 *      since; where its document holds what the log lacks, the log is believed.
 */
import * as Y from 'yjs'
import { applyPacked } from '../../../shared/document/encoding.ts'
import type { Safety, StoryRow } from '../../../shared/ipc/rows.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { createStoryUndo, type StoryUndo } from '../undo/story-undo.ts'
import { freshLoad, hasDiverged } from './divergence.ts'
import { type ShownSafety, shownSafety } from './safety-word.ts'
import type { StoryEngine } from './story-engine.ts'
import {
  createUpdateQueue,
  type QueueTimers,
  realTimers,
  type UpdateQueue,
} from './update-queue.ts'

/** Origin of changes that came from the engine. */
export const fromEngine: unique symbol = Symbol('from engine')

/** Quiet time after undo before the divergence guard looks, in milliseconds. */
const idle = 600
/** Wait before a story that is being left tries again to write its last words, in milliseconds. */
const again = 500

/** A story that was left: its document, which nobody follows, and what can be undone in it. */
export interface LeftStory {
  readonly doc: Y.Doc
  readonly undo: StoryUndo
}

/** Lets go of a story that was left. */
export function discard({ doc, undo }: LeftStory): void {
  undo.destroy()
  doc.destroy()
}

export class StorySession {
  readonly story: StoryId
  /** Grows when the document was replaced: whoever is bound to `doc` binds again. */
  generation = 0
  doc: Y.Doc
  undo: StoryUndo
  /** How often the divergence guard had to replace the document. */
  divergences = 0
  /** What the body editor shows, for the divergence guard. */
  linesOnScreen: (() => readonly string[]) | null = null

  readonly #engine: StoryEngine
  readonly #timers: QueueTimers
  readonly #queue: UpdateQueue
  readonly #listeners = new Set<() => void>()
  readonly #ends: (() => void)[] = []
  #safety: Safety
  #shown: ShownSafety
  #guard: (() => void) | null = null
  #watch: (() => void) | null = null
  #unfollow = () => {}

  /** Reads the story from the engine, into what was left of it, and follows it until `close`. */
  static async open(
    engine: StoryEngine,
    story: StoryId,
    timers = realTimers,
    left: LeftStory | null = null,
  ) {
    const early: Uint8Array[] = []
    const stop = engine.onUpdate((id, update) => {
      if (id === story) early.push(update)
    })
    try {
      const { state, tail, row } = await engine.open(story)
      const usable = left && !bringsLetters(left.doc, reachOf([state, ...tail]))
      if (left && !usable) discard(left)
      const updates = [state, ...tail, ...early]
      return new StorySession(engine, row, updates, timers, usable ? left : null)
    } catch (error) {
      if (left) discard(left)
      throw error
    } finally {
      stop()
    }
  }

  private constructor(
    engine: StoryEngine,
    row: StoryRow,
    updates: readonly Uint8Array[],
    timers: QueueTimers,
    left: LeftStory | null,
  ) {
    this.story = row.id
    this.#engine = engine
    this.#timers = timers
    this.#safety = row.safety
    this.#shown = shownSafety(row.safety, { since: null, failure: undefined }, timers.now())
    this.#queue = createUpdateQueue(
      (update) => engine.append(row.id, update),
      () => this.#refreshSafety(),
      timers,
    )
    this.doc = left?.doc ?? new Y.Doc()
    // One transaction: cleaning up after each of many small updates would cost more than they do.
    this.doc.transact(() => {
      for (const update of updates) this.#apply(update)
    }, fromEngine)
    this.undo = left?.undo ?? createStoryUndo(this.doc)
    this.#followDocument()
    this.#ends.push(
      engine.onUpdate((id, update) => id === row.id && this.#receive(update)),
      engine.onSafety((id, safety) => {
        if (id !== row.id) return
        this.#safety = safety
        this.#refreshSafety()
      }),
      engine.onRestart(() => void this.#resume()),
    )
  }

  get safety(): ShownSafety {
    return this.#shown
  }

  /** Hears of a new safety word and of a new generation. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Resolves when every word typed so far is on this device's disk; rejects with the reason if not. */
  flush(): Promise<void> {
    return this.#queue.flush()
  }

  /** Resolves when every word is on disk, however often that has to be tried. */
  async flushWhatever(): Promise<void> {
    while (this.#queue.state().since !== null) {
      await this.#queue.flush().catch(
        () =>
          new Promise<void>((resolve) => {
            this.#timers.after(again, resolve)
          }),
      )
    }
  }

  /** Runs the divergence guard now; true when the document had to be replaced. */
  settle(): boolean {
    this.#guard?.()
    this.#guard = null
    if (!hasDiverged(this.doc, this.linesOnScreen?.() ?? null)) return false
    this.divergences += 1
    this.replace()
    return true
  }

  /** Puts a fresh load in the document's place: whoever is bound to it binds again. */
  replace(): void {
    const old = this.doc
    this.undo.destroy()
    this.doc = freshLoad(old)
    this.undo = createStoryUndo(this.doc)
    this.#followDocument()
    this.generation += 1
    this.#tell()
    old.destroy()
  }

  /** Closes once every word is on disk: a story is left, its words are not. */
  async close(): Promise<void> {
    discard(await this.leave())
  }

  /** Closes as `close` does, and gives what the next session of this story can begin with. */
  async leave(): Promise<LeftStory> {
    await this.flushWhatever()
    this.#stop()
    const { doc, undo } = this
    undo.cut()
    await this.#engine.close(this.story).catch(() => undefined)
    return { doc, undo }
  }

  /** Ends at once: whoever wrote here no longer sits at this desk, and their words are in their log. */
  abandon(): void {
    this.#stop()
    discard(this)
  }

  #stop(): void {
    for (const end of this.#ends) end()
    this.#guard?.()
    this.#watch?.()
    this.#queue.stop()
    this.#unfollow()
  }

  #followDocument(): void {
    const { doc, undo } = this
    const queue = (update: Uint8Array, origin: unknown) => {
      if (origin !== fromEngine) this.#queue.push(update)
    }
    doc.on('updateV2', queue)
    const stop = undo.onStep(({ what }) => what === 'popped' && this.#guardSoon())
    this.#unfollow = () => {
      doc.off('updateV2', queue)
      stop()
    }
  }

  #guardSoon(): void {
    this.#guard?.()
    this.#guard = this.#timers.after(idle, () => this.settle())
  }

  #apply(packed: Uint8Array): void {
    applyPacked(this.doc, packed, fromEngine)
  }

  #receive(packed: Uint8Array): void {
    this.#apply(packed)
    // A gap hides everything after it from that author: read the whole again.
    if (this.doc.store.pendingStructs !== null) void this.#resume()
  }

  async #resume(): Promise<void> {
    try {
      const { state, tail, row } = await this.#engine.open(this.story)
      this.#safety = row.safety
      const parts = [state, ...tail]
      for (const part of parts) this.#apply(part)
      const had = reachOf(parts)
      const unsent = this.#queue.state().since !== null
      const missing = Y.encodeStateAsUpdateV2(this.doc, had)
      this.#queue.restart(unsent || bringsLetters(this.doc, had) ? missing : null)
    } catch {
      // The engine went away again; the queue keeps everything and its word says so.
      this.#refreshSafety()
    }
  }

  #refreshSafety(): void {
    const queue = this.#queue.state()
    const next = shownSafety(this.#safety, queue, this.#timers.now())
    if (queue.since !== null) this.#watchSilence()
    if (JSON.stringify(next) === JSON.stringify(this.#shown)) return
    this.#shown = next
    this.#tell()
  }

  /** Looks again later: silence makes no event. */
  #watchSilence(): void {
    this.#watch ??= this.#timers.after(1000, () => {
      this.#watch = null
      this.#refreshSafety()
    })
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** State vector of what these packed updates hold together. */
function reachOf(parts: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const part of parts) applyPacked(doc, part)
  })
  const reach = Y.encodeStateVector(doc)
  doc.destroy()
  return reach
}

/** Does the document hold structs that a state vector lacks? */
function bringsLetters(doc: Y.Doc, had: Uint8Array): boolean {
  const theirs = Y.decodeStateVector(had)
  const ours = Y.decodeStateVector(Y.encodeStateVector(doc))
  return [...ours].some(([client, clock]) => clock > (theirs.get(client) ?? 0))
}
