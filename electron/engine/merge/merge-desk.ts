/**
 * Looks at every merge in which others wrote while my words were on their way, and leaves what was
 * lost or doubled as findings in the story, where everybody sees them.
 *
 *     merge windows → [merge desk] → text worker → findings in the update log, sides in versions
 *
 * MW5  A window is forgotten in the transaction that records its findings: a kill at any point
 *      leaves it to be judged after the next start, and what was recorded is recorded once.
 * MW6  Where pieces are missing they are asked for, and the merge is judged when they are here.
 * MW7  A merge that lost and doubled nothing writes nothing.
 */
import type { StoryId, UserId } from '../../../shared/model/ids.ts'
import type { Clock, Instant } from '../../../shared/model/time.ts'
import type { JudgedMerge } from '../projection/judge-merge.ts'
import { type TextWorker, TextWorkFailed } from '../projection/text-worker.ts'
import type { MergeWindow, WindowRows } from '../store/merge-windows.ts'
import type { Store } from '../store/store.ts'
import { namedFinding, peopleOf } from './named-findings.ts'

/** How long a merge rests before it is judged: live typing comes first, in milliseconds. */
const rest = 400
/** After a failure, or while pieces are missing, in milliseconds. */
const pause = 5000
/** Windows read at a time. */
const piece = 20
/** Both sides are kept as versions when mine waited at least this long, in milliseconds. */
const longAway = 60_000

interface Wiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly clock: Clock
  readonly me: () => UserId
  readonly mayWrite: (story: StoryId) => boolean
  /** Pieces of the story are missing: ask the server again. */
  readonly onGap: (story: StoryId) => void
  /** Findings are in the log, as an update of mine. */
  readonly onFound: (story: StoryId, found: Recorded) => void
}

interface Recorded {
  readonly update: Uint8Array
  readonly seq: number
  readonly at: Instant
}

/** Merges judged since the start, and what was found in them. */
export interface MergeCounts {
  readonly merges: number
  readonly findings: number
}

export class MergeDesk {
  readonly #wiring: Wiring
  #counts: MergeCounts = { merges: 0, findings: 0 }
  /** Windows in which pieces were missing when they were last looked at. */
  readonly #gaps = new Set<number>()
  #planned: NodeJS.Timeout | null = null
  #due = 0
  #running: Promise<void> | null = null
  #again = false
  #closed = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  get counts(): MergeCounts {
    return this.#counts
  }

  /** A window may be complete. */
  poke(): void {
    if (this.#running) this.#again = true
    else this.#plan(rest)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#planned) clearTimeout(this.#planned)
    await this.#running
  }

  #plan(delay: number): void {
    const due = performance.now() + delay
    if (this.#closed || (this.#planned && this.#due <= due)) return
    if (this.#planned) clearTimeout(this.#planned)
    this.#due = due
    this.#planned = setTimeout(() => {
      this.#planned = null
      this.#again = false
      this.#running = this.#run()
        .then((next) => next !== null && this.#plan(next))
        .catch((error: unknown) => this.#failed(error))
        .finally(() => {
          this.#running = null
          if (this.#again) this.#plan(rest)
        }) as Promise<void>
    }, delay)
  }

  /** Judges what there is; gives the wait after which something should be tried again. */
  async #run(): Promise<number | null> {
    const windows = this.#wiring.store.windows.complete(piece)
    let unready = 0
    for (const window of windows) {
      if (this.#closed) return null
      if (!(await this.#settle(window))) unready += 1
    }
    if (unready > 0) return pause
    return windows.length === piece ? 0 : null
  }

  #failed(error: unknown): void {
    if (this.#closed) return
    console.error('copydesk engine: a merge could not be judged:', error)
    this.#plan(pause)
  }

  /** False when it must be tried again. */
  async #settle(known: MergeWindow): Promise<boolean> {
    const { store, onGap } = this.#wiring
    const window = this.#gaps.delete(known.id) ? store.windows.extend(known) : known
    const rows = store.windows.rows(window)
    const judged = rows && (await this.#judge(window, rows))
    if (this.#closed) return false
    if (judged?.kind === 'gap') {
      this.#gaps.add(window.id)
      onGap(window.story)
      return false
    }
    if (rows && judged?.kind === 'judged') await this.#keep(window, rows, judged)
    else await this.#forget(window)
    return true
  }

  /** Null when these bytes will never be judged. */
  async #judge(window: MergeWindow, rows: WindowRows): Promise<JudgedMerge | null> {
    const { ancestor, mine, late, theirs } = rows
    try {
      return await this.#wiring.worker.perform({ do: 'judge', ancestor, mine, late, theirs })
    } catch (error) {
      if (!(error instanceof TextWorkFailed) || this.#closed) throw error
      console.error(`copydesk engine: a merge of ${window.story}: ${error.message}`)
      return null
    }
  }

  #forget({ id, story }: MergeWindow): Promise<void> {
    const { store } = this.#wiring
    return store.batch.add(story, () => this.#forgetNow(id, story))
  }

  #forgetNow(id: number, story: StoryId): void {
    const { store } = this.#wiring
    store.windows.forget(id)
    if (!store.windows.any(story)) store.bases.release(story)
  }

  async #keep(
    window: MergeWindow,
    rows: WindowRows,
    judged: Extract<JudgedMerge, { kind: 'judged' }>,
  ): Promise<void> {
    const { store, clock, me, mayWrite, worker, onFound } = this.#wiring
    const { id, story, at } = window
    const sides = { me: me(), them: peopleOf(rows.authors, me()), at }
    const findings = judged.findings.map((finding) => namedFinding(finding, sides))
    this.#counts = {
      merges: this.#counts.merges + 1,
      findings: this.#counts.findings + findings.length,
    }
    const { parts } = store.texts.parts(story)
    const update =
      findings.length === 0 || !mayWrite(story)
        ? null
        : await worker.perform({ do: 'record', parts, findings })
    if (this.#closed) return
    const written = clock()
    const seq = await store.batch.add(story, () => {
      if (findings.length > 0 || at - rows.since >= longAway) {
        store.versions.keepSides(
          story,
          { ...judged.mine, at: rows.since },
          { ...judged.theirs, at },
        )
      }
      const found = update && store.log.append(story, update, written)
      this.#forgetNow(id, story)
      return found
    })
    if (update && seq !== null) onFound(story, { update, seq, at: written })
  }
}
