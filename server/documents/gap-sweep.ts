/**
 * Notices what a story's log lacks, and asks the desks for it: an update that was lost hides
 * everything its author wrote after it.
 *
 *     story log → [gap sweep] → change feed → desks that hold it → append queue
 *
 * VPG1  Text that waits for a missing update is noticed, also when a server died in between, and
 *       the desks are told what to send.
 * VPG2  A row that has gone from the log is noticed, although nothing else waits for it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { grouped } from '../db/grouped.ts'
import type { Db } from '../db/open-database.ts'
import type { AppendQueue } from './append-queue.ts'
import type { CompactionWorker } from './compaction-worker.ts'
import {
  countGaps,
  type DueLook,
  dueGaps,
  grownLogs,
  grownStories,
  type Looked,
  type Noted,
  noteLooks,
  type Place,
  shrunkLogs,
} from './gap-rows.ts'
import { lookThrough, type Shown } from './look-through.ts'
import { type TouchedStory, touchedStories } from './quiet-stories.ts'
import { entriesAfter } from './read-log.ts'

const sweep_ms = 1000
/** How often every story is asked after, for what a dead server left and what grew in another. */
const leftovers_ms = 60_000
/** So many are remembered from one such look, and looked through one sweep after the other. */
const mostLeftovers = 5000
/** Looked through in one sweep, so that it is never felt: so many logs, or bytes of them. */
const most = { logs: 20, bytes: 8 * 1024 * 1024 }
/** Bytes that are read in between, without being felt. */
const shortLog = 16 * 1024
/** Logs whose rows are counted in one step of a round through all of them, and how often. */
const counted = 50
const count_ms = 6000

export interface GapSweep {
  /**
   * Looks through what is due now, a few logs at a time; with `all`, every story is asked after
   * first, not only those that this process has logged.
   */
  sweep(all?: boolean): Promise<void>
  close(): Promise<void>
}

export interface GapOutlets {
  readonly onNoted: (noted: Noted) => void
  readonly onCount: (count: { open: number; day: number }) => void
  readonly onError: (error: unknown) => void
}

/** Sweeps what this process logged when it has become quiet, and everything now and then. */
export function sweepGaps(
  db: Db,
  queue: AppendQueue,
  worker: CompactionWorker,
  outlets: GapOutlets,
): GapSweep {
  const touched = touchedStories()
  const stopListening = queue.onLogged((updates) => {
    for (const update of updates) touched.add(update, performance.now())
  })
  let running: Promise<void> | null = null
  let closing = false
  let askedAfter = Number.NEGATIVE_INFINITY
  let countedAt = Number.NEGATIVE_INFINITY
  /** What a dead server left is looked at at once. */
  let isFirst = true
  /** Grown, by the last look at every story, and not looked through yet. */
  let leftovers: TouchedStory[] = []
  let place: Place | null = null

  async function due(all: boolean): Promise<DueLook[]> {
    const now = performance.now()
    const looks: DueLook[] = []
    if (all || now - askedAfter > leftovers_ms) {
      askedAfter = now
      leftovers = await grownStories(db, { alsoBusy: all || isFirst, limit: mostLeftovers })
      isFirst = false
      outlets.onCount(await countGaps(db))
      looks.push(...(await dueGaps(db, most.logs)))
    }
    if (all || now - countedAt > count_ms) {
      countedAt = now
      const shrunk = await shrunkLogs(db, place, counted)
      place = shrunk.place
      looks.push(...shrunk.due)
    }
    const quiet = touched.take(now, most.logs)
    const named = [...quiet, ...leftovers.splice(0, most.logs - quiet.length)]
    if (named.length > 0) looks.push(...(await grownLogs(db, named)))
    return looks
  }

  async function sweepOnce(all: boolean): Promise<void> {
    const found = await due(all)
    for (const part of byBytes(found)) {
      if (closing) return
      const noted = await noteLooks(db, await lookAt(db, worker, part, outlets.onError))
      for (const one of noted) outlets.onNoted(one)
      if (noted.length > 0) outlets.onCount(await countGaps(db))
      await nextTurn()
    }
  }

  function sweep(all = false): Promise<void> {
    running ??= sweepOnce(all).finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(() => sweep().catch(outlets.onError), sweep_ms)
  return {
    async sweep(all) {
      await running?.catch(() => {})
      await sweep(all)
    },
    async close() {
      closing = true
      clearInterval(timer)
      stopListening()
      await running?.catch(() => {})
    },
  }
}

/** Each once, in parts that fit into memory. */
function byBytes(found: readonly DueLook[]): DueLook[][] {
  const once = [...new Map(found.map((look) => [`${look.newsroom} ${look.story}`, look])).values()]
  const parts: DueLook[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const look of once) {
    bytes += look.bytes
    if (bytes > most.bytes) {
      parts.push([])
      bytes = look.bytes
    }
    parts.at(-1)?.push(look)
  }
  return parts
}

async function lookAt(
  db: Db,
  worker: CompactionWorker,
  part: readonly DueLook[],
  onError: (error: unknown) => void,
): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const [newsroom, looks] of grouped(part, (look) => look.newsroom)) {
    const wanted = looks.map(({ story }) => ({ story, have: 0 }))
    const logs = grouped(await entriesAfter(db, newsroom, wanted), ({ story }) => story)
    for (const look of looks) {
      const updates = (logs.get(look.story) ?? []).map(({ bytes }) => bytes)
      // One that cannot be read must not keep the others from being looked at.
      const shown = await shownBy(updates, worker).catch((error: unknown) => {
        onError(error)
        return null
      })
      looked.push({ ...look, shown })
    }
  }
  return looked
}

/** A short log is read sooner than it is carried to the other thread. */
async function shownBy(updates: readonly Buffer[], worker: CompactionWorker): Promise<Shown> {
  const bytes = updates.reduce((sum, { length }) => sum + length, 0)
  if (bytes > shortLog || updates.length > 200) return await worker.lookThrough(updates)
  await nextTurn()
  return lookThrough(updates)
}
