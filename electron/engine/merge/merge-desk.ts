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
 * MW9  A worker that dies over a merge costs no judgement: it is tried again, not without end.
 * MW10  A merge that cannot be judged yet holds up no other, and is looked at ever less often.
 */
import type { StoryId, UserId } from '../../../shared/model/ids.ts'
import type { Clock, Instant } from '../../../shared/model/time.ts'
import type { JudgedMerge } from '../projection/judge-merge.ts'
import { type TextWorker, TextWorkerLost, TextWorkFailed } from '../projection/text-worker.ts'
import type { MergeWindow, WindowRows } from '../store/merge-windows.ts'
import type { Store } from '../store/store.ts'
import { namedFinding, peopleOf } from './named-findings.ts'

/** How long a merge rests before it is judged: live typing comes first, in milliseconds. */
const rest = 400
/** After a failure, in milliseconds. */
const pause = 5000
/** While pieces are missing, in milliseconds: twice as long after each look, up to a limit. */
const gapPause = { first: 1000, longest: 60_000 }
/** Windows read at a time. */
const piece = 20
/** A merge over which the worker died so often is one that it cannot judge. */
const mostDeaths = 3
/** Both sides are kept as versions when mine waited at least this long, in milliseconds. */
const longAway = 60_000

interface Wiring {
  readonly store: Store
  readonly worker: Pick<TextWorker, 'perform'>
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
  /** Windows in which pieces were missing: how often they were looked at, and when to look again. */
  readonly #gaps = new Map<number, { readonly looks: number; readonly again: number }>()
  /** Windows over which the worker died, and how often. */
  readonly #deaths = new Map<number, number>()
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
    const seen = new Set<number>()
    for (let after = 0; ; ) {
      const windows = this.#wiring.store.windows.complete(piece, after)
      for (const window of windows) {
        if (this.#closed) return null
        await this.#settle(window)
        after = window.id
        seen.add(window.id)
      }
      if (windows.length < piece) break
    }
    // Those whose story has left this device are waited for no more.
    for (const id of this.#gaps.keys()) if (!seen.has(id)) this.#gaps.delete(id)
    const next = Math.min(...[...this.#gaps.values()].map(({ again }) => again))
    return this.#gaps.size > 0 ? Math.max(0, next - performance.now()) : null
  }

  #failed(error: unknown): void {
    if (this.#closed) return
    console.error('copydesk engine: a merge could not be judged:', error)
    this.#plan(pause)
  }

  async #settle(known: MergeWindow): Promise<void> {
    const { store, onGap } = this.#wiring
    const gap = this.#gaps.get(known.id)
    if (gap && performance.now() < gap.again) return
    const window = gap ? store.windows.extend(known) : known
    const rows = store.windows.rows(window)
    const judged = rows && (await this.#judge(window, rows))
    if (this.#closed) return
    if (judged?.kind === 'gap') {
      const looks = gap?.looks ?? 0
      const wait = Math.min(gapPause.longest, gapPause.first * 2 ** looks)
      this.#gaps.set(window.id, { looks: looks + 1, again: performance.now() + wait })
      onGap(window.story)
      return
    }
    if (rows && judged?.kind === 'judged') await this.#keep(window, rows, judged)
    else await this.#forget(window)
    this.#gaps.delete(window.id)
    this.#deaths.delete(window.id)
  }

  /** Null when these bytes will never be judged. */
  async #judge(window: MergeWindow, rows: WindowRows): Promise<JudgedMerge | null> {
    const { ancestor, mine, late, theirs } = rows
    try {
      return await this.#wiring.worker.perform({ do: 'judge', ancestor, mine, late, theirs })
    } catch (error) {
      if (this.#closed || !this.#isFinal(window, error)) throw error
      console.error(`copydesk engine: a merge of ${window.story}:`, error)
      return null
    }
  }

  /** True when these bytes failed and not something that passes. */
  #isFinal({ id }: MergeWindow, error: unknown): boolean {
    if (!(error instanceof TextWorkerLost)) return error instanceof TextWorkFailed
    const deaths = (this.#deaths.get(id) ?? 0) + 1
    this.#deaths.set(id, deaths)
    return deaths >= mostDeaths
  }

  async #forget({ id, story }: MergeWindow): Promise<void> {
    await this.#wiring.store.batch.add(story, () => this.#forgetNow(id, story))
  }

  /** False when the window had gone before: the story has left this device. */
  #forgetNow(id: number, story: StoryId): boolean {
    const { store } = this.#wiring
    if (!store.windows.forget(id)) return false
    if (!store.windows.any(story)) store.bases.release(story)
    return true
  }

  async #keep(
    window: MergeWindow,
    rows: WindowRows,
    judged: Extract<JudgedMerge, { kind: 'judged' }>,
  ): Promise<void> {
    const { store, clock, me, mayWrite, worker, onFound } = this.#wiring
    const { id, story, at } = window
    const sides = {
      me: me(),
      them: peopleOf(rows.authors, me()),
      at,
      mine: judged.mine.content,
      theirs: judged.theirs.content,
    }
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
      if (!this.#forgetNow(id, story)) return null
      if (findings.length > 0 || at - rows.since >= longAway) {
        store.versions.keepSides(
          story,
          { ...judged.mine, at: rows.since },
          { ...judged.theirs, at },
        )
      }
      return update && store.log.append(story, update, written)
    })
    if (update && seq !== null) onFound(story, { update, seq, at: written })
  }
}
