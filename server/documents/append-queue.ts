/**
 * Group commit: updates that arrive while a transaction runs share the next one.
 *
 *     live socket, push → [append queue] → update log
 *
 * VAQ1  Answers come after the commit; an update that was not committed fails.
 * VAQ3  An update that cannot be logged does not take its neighbours with it.
 * VAQ2  Updates of one story keep the order in which they came, and are announced in order of seq.
 */
import assert from 'node:assert'
import { checkUpdate } from '../../shared/document/encoding.ts'
import { toWireError } from '../../shared/model/errors.ts'
import type { DeviceId, NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import { DatabaseUnavailable, type Db, isConnectionFailure } from '../db/open-database.ts'
import { type Append, type AppendResult, appendBatch } from './update-log.ts'

export type QueueAnswer =
  | { readonly kind: 'logged'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** An update that is now in the log. */
export interface Logged {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly seq: number
  readonly update: Uint8Array
  readonly by: UserId
  readonly device: DeviceId
}
export type LoggedListener = (updates: readonly Logged[]) => void

export interface AppendQueue {
  append(append: Append): Promise<QueueAnswer>
  /** Hears of every update this process logged, after its commit and before its answer. */
  onLogged(listener: LoggedListener): () => void
  /** Waits until all that was handed in is in the log. */
  drain(): Promise<void>
}

export interface AppendQueueOptions {
  readonly onBatch?: (updates: number, seconds: number) => void
}

const mostUpdates = 500
const mostBytes = 8_000_000
/** Transactions at once. Stories are dealt out by id, so each keeps its order. */
const lanes = 3

interface Waiting {
  readonly append: Append
  readonly resolve: (answer: QueueAnswer) => void
  readonly reject: (error: unknown) => void
}

const refusalText = {
  'unknown-story': 'The server does not know this story; send its create-story command first',
  'not-allowed': 'You may not write on the desk of this story',
  'not-signed-in': 'The session has ended; sign in again',
} as const

/** Starts the queue of one process. */
export function appendQueue(db: Db, options: AppendQueueOptions = {}): AppendQueue {
  const listeners = new Set<LoggedListener>()
  const all = Array.from({ length: lanes }, () =>
    lane(
      db,
      (updates) => {
        for (const listener of listeners) listener(updates)
      },
      options,
    ),
  )
  return {
    append(append) {
      try {
        checkUpdate(append.update)
      } catch (error) {
        const { code, message } = toWireError(error)
        return Promise.resolve({ kind: 'refused', code, message })
      }
      const chosen = all[laneOf(append.story)]
      assert(chosen)
      return chosen.add(append)
    },
    onLogged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async drain() {
      await Promise.all(all.map((one) => one.drain()))
    },
  }
}

/** The last digits of a UUIDv7 are random. */
const laneOf = (story: StoryId): number => Number.parseInt(story.slice(-6), 16) % lanes

interface Lane {
  add(append: Append): Promise<QueueAnswer>
  drain(): Promise<void>
}

function lane(db: Db, tell: LoggedListener, { onBatch }: AppendQueueOptions): Lane {
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting)
      waiting = waiting.slice(batch.length)
      const started = performance.now()
      await commit(db, batch, tell)
      onBatch?.(batch.length, (performance.now() - started) / 1000)
    }
    running = null
  }

  return {
    add: (append) =>
      new Promise((resolve, reject) => {
        waiting.push({ append, resolve, reject })
        // In a later turn: what arrived in the same packet shares the first transaction too.
        running ??= Promise.resolve().then(run)
      }),
    async drain() {
      while (running) await running
    },
  }
}

/** The longest run from the front that belongs to one newsroom and is not too much at once. */
function nextBatch(waiting: readonly Waiting[]): Waiting[] {
  const newsroom = waiting[0]?.append.actor.newsroom
  let bytes = 0
  const end = waiting.findIndex(({ append }, i) => {
    bytes += append.update.length
    return i === mostUpdates || (i > 0 && bytes > mostBytes) || append.actor.newsroom !== newsroom
  })
  return waiting.slice(0, end === -1 ? waiting.length : end)
}

async function commit(db: Db, batch: readonly Waiting[], tell: LoggedListener): Promise<void> {
  const [first] = batch
  assert(first)
  const { newsroom } = first.append.actor
  let results: AppendResult[]
  try {
    const appends = batch.map(({ append }) => append)
    results = await appendBatch(db, newsroom, appends)
  } catch (error) {
    if (batch.length === 1 || isConnectionFailure(error)) {
      for (const { reject } of batch) reject(new DatabaseUnavailable(error))
      return
    }
    // One of them is at fault: the others must not fail with it.
    for (const one of batch) await commit(db, [one], tell)
    return
  }
  tell(
    batch.flatMap(({ append }, i) => {
      const result = results[i]
      if (result?.kind !== 'logged' || !result.isNew) return []
      const { story, update, actor } = append
      return { newsroom, story, seq: result.seq, update, by: actor.person, device: actor.device }
    }),
  )
  for (const [i, { resolve }] of batch.entries()) {
    const result = results[i]
    assert(result)
    resolve(
      result.kind === 'logged'
        ? { kind: 'logged', seq: result.seq }
        : { ...result, message: refusalText[result.code] },
    )
  }
}
