/**
 * Group commit: updates that arrive while a transaction runs share the next one.
 *
 *     live socket, push → [append queue] → update log
 *
 * VAQ1  Answers come after the commit; an update that was not committed fails.
 * VAQ3  An update that cannot be logged does not take its neighbours with it.
 * VAQ2  Updates of one story keep the order in which they came, and are announced in order of seq.
 * VAQ4  Whoever fails over what was logged costs nobody else's answer or news, and ends nothing.
 * VLG1  A story that somebody holds for long does not hold up the others.
 */
import assert from 'node:assert'
import { setTimeout as pause } from 'node:timers/promises'
import { checkUpdate } from '../../shared/document/encoding.ts'
import { toWireError } from '../../shared/model/errors.ts'
import type { DeviceId, NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import { grouped } from '../db/grouped.ts'
import { DatabaseUnavailable, type Db, isConnectionFailure } from '../db/open-database.ts'
import { tellAll } from '../db/tell-all.ts'
import type { Append } from './append.ts'
import { largestStory } from './append-statements.ts'
import { gathering } from './gathering.ts'
import { type AppendResult, appendBatch } from './update-log.ts'

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
  /** False while this is the only server process: nobody need be told then. */
  readonly hasSiblings?: () => boolean
  /** A listener failed; what it was told is logged. */
  readonly onError?: (error: unknown) => void
}

const mostUpdates = 500
const mostBytes = 8_000_000
/** So many do not wait for company. */
const company = 100
/** A bulk push is dealt out to so many transactions at once, by story. */
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
  'story-too-large': `This story has reached ${largestStory / 2 ** 20} MB; go on in a new one`,
} as const

/** Starts the queue of one process. */
export function appendQueue(
  db: Db,
  { onBatch, hasSiblings = () => true, onError = failLoudly }: AppendQueueOptions = {},
): AppendQueue {
  const listeners = new Set<LoggedListener>()
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null
  let begun = Number.NEGATIVE_INFINITY
  const gathered = gathering()
  /** What waits for stories that somebody else holds. */
  const held = new Map<StoryId, Waiting[]>()
  const waits = new Set<Promise<void>>()

  const tell: LoggedListener = (updates) => tellAll(listeners, updates, onError)

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const early = begun + gathered.pace() - performance.now()
      if (early > 0 && waiting.length < company) await pause(early)
      begun = performance.now()
      const batch = nextBatch(waiting)
      waiting = waiting.slice(batch.length)
      const free = batch.filter((one) => !joinHeld(one))
      await Promise.all(
        dealt(free).map((part) =>
          commit(db, part, { tell, held: { hold, joins: joinHeld }, hasSiblings }),
        ),
      )
      onBatch?.(batch.length, (performance.now() - begun) / 1000)
    }
    running = null
  }

  function joinHeld(one: Waiting): boolean {
    const others = held.get(one.append.story)
    others?.push(one)
    return others !== undefined
  }

  /** Waits for a story aside, with all that comes for it meanwhile. */
  function hold(one: Waiting): void {
    if (joinHeld(one)) return
    const { story } = one.append
    held.set(story, [one])
    const wait = waitFor(story).finally(() => waits.delete(wait))
    waits.add(wait)
  }

  async function waitFor(story: StoryId): Promise<void> {
    // In a later turn: the rest of the batch that found the story held comes first.
    await Promise.resolve()
    for (;;) {
      const ours = held.get(story) ?? []
      if (ours.length === 0) break
      const batch = nextBatch(ours)
      held.set(story, ours.slice(batch.length))
      await commit(db, batch, { tell, held: null, hasSiblings })
    }
    held.delete(story)
  }

  return {
    append(append) {
      try {
        checkUpdate(append.update)
      } catch (error) {
        const { code, message } = toWireError(error)
        return Promise.resolve({ kind: 'refused', code, message })
      }
      return new Promise((resolve, reject) => {
        waiting.push({ append, resolve, reject })
        gathered.came()
        // In a later turn: what arrived in the same packet shares the first transaction too.
        running ??= Promise.resolve().then(run)
      })
    },
    onLogged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async drain() {
      while (running || waits.size > 0) await Promise.all([running, ...waits])
    },
  }
}

/** A fault that nobody asked to hear of ends the process, as any other. */
function failLoudly(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}

/** One part for a few, several by story for many; each story's updates stay together, in order. */
function dealt(batch: readonly Waiting[]): Waiting[][] {
  if (batch.length < company) return batch.length > 0 ? [[...batch]] : []
  return [...grouped(batch, ({ append }) => laneOf(append.story)).values()]
}

/** The last digits of a UUIDv7 are random. */
const laneOf = (story: StoryId): number => Number.parseInt(story.slice(-6), 16) % lanes

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

interface Outlets {
  readonly tell: LoggedListener
  /** Takes what must wait for its story; null: wait here. */
  readonly held: {
    hold(one: Waiting): void
    /** True when its story is waited for already: it waits behind what came before it. */
    joins(one: Waiting): boolean
  } | null
  readonly hasSiblings: () => boolean
}

async function commit(db: Db, batch: readonly Waiting[], outlets: Outlets): Promise<void> {
  const [first] = batch
  assert(first)
  const { newsroom } = first.append.actor
  let results: AppendResult[]
  try {
    const appends = batch.map(({ append }) => append)
    results = await appendBatch(db, newsroom, appends, {
      noWaiting: outlets.held !== null,
      wake: outlets.hasSiblings(),
    })
  } catch (error) {
    if (batch.length === 1 || isConnectionFailure(error)) {
      for (const { reject } of batch) reject(new DatabaseUnavailable(error))
      return
    }
    // One of them is at fault: the others must not fail with it.
    for (const one of batch) if (!outlets.held?.joins(one)) await commit(db, [one], outlets)
    return
  }
  outlets.tell(
    batch.flatMap(({ append }, i) => {
      const result = results[i]
      if (result?.kind !== 'logged' || !result.isNew) return []
      const { story, update, actor } = append
      return { newsroom, story, seq: result.seq, update, by: actor.person, device: actor.device }
    }),
  )
  for (const [i, one] of batch.entries()) {
    const result = results[i]
    assert(result)
    settle(one, result, outlets.held)
  }
}

function settle(one: Waiting, result: AppendResult, held: Outlets['held']): void {
  switch (result.kind) {
    case 'logged':
      one.resolve({ kind: 'logged', seq: result.seq })
      return
    case 'refused':
      one.resolve({ ...result, message: refusalText[result.code] })
      return
    case 'busy':
      assert(held, 'waited for a story and found it held')
      held.hold(one)
  }
}
