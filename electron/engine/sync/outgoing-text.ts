/**
 * Sends my updates: one frame a story at a time over the live line, in order, the next when the
 * last is acknowledged; many stories at once by one bulk push.
 *
 *     update log → [outgoing text] → live line, POST /v1/documents/push → server log
 *
 * DOT1  Updates of one story reach the server in the order they were written.
 * DOT2  What was not acknowledged is sent again on the next line.
 */
import { mergePacked } from '../../../shared/document/encoding.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import {
  type PushAnswer,
  type PushItem,
  packedType,
  pushAnswerSchema,
} from '../../../shared/protocol/documents.ts'
import type { DeskFrame, ServerFrame } from '../../../shared/protocol/live.ts'
import type { TextWorker } from '../projection/text-worker.ts'
import type { Store } from '../store/store.ts'
import type { WaitingRow } from '../store/update-log.ts'
import { packSequence, unpackSequence } from './frames.ts'
import { request, type ServerAddress } from './server-api.ts'

/** Log rows in one frame; merging more at once would hold up the thread that writes the log. */
const rowsAtOnce = 100
/** From this many stories on, one bulk push is quicker than frames. */
const bulkFrom = 4
const storiesAtOnce = 500
/** Rows of one story that the worker merges for a bulk push. */
const bulkRows = 2000
const bulkPatience = 120_000

interface Wiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly address: () => ServerAddress
  readonly send: (frame: DeskFrame) => void
  /** The server has my rows of the story up to `ref`, as its `seq`. */
  readonly onAck: (story: StoryId, ref: number, seq: number) => Promise<void>
  /** The server will not take this text, as things are. */
  readonly onRefused: (story: StoryId, code: string, message: string) => void
}

export class OutgoingText {
  readonly #wiring: Wiring
  /** Stories with a frame or a push under way. */
  readonly #underWay = new Set<StoryId>()
  /** Refused on this line; tried again on the next. */
  readonly #refused = new Set<StoryId>()
  #unborn = new Set<StoryId>()
  #online = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** A line is up: nothing is under way on it yet. */
  online(): void {
    this.#online = true
    this.#underWay.clear()
    this.#refused.clear()
  }

  offline(): void {
    this.#online = false
  }

  /** Text of these stories must wait until the server knows them. */
  holdBack(unborn: readonly StoryId[]): void {
    this.#unborn = new Set(unborn)
  }

  /** The story may have something to send. */
  offer(story: StoryId): void {
    if (!this.#maySend(story)) return
    const rows = this.#wiring.store.log.waiting(story, 0, rowsAtOnce)
    const last = rows.at(-1)
    if (!last) return
    this.#underWay.add(story)
    this.#wiring.send({ t: 'update', story, ref: last.seq, update: merged(rows) })
  }

  /** Sends everything that waits; many stories go in bulk. */
  async offerAll(): Promise<void> {
    for (;;) {
      const due = this.#wiring.store.waiting.stories().filter((story) => this.#maySend(story))
      if (due.length < bulkFrom) {
        for (const story of due) this.offer(story)
        return
      }
      await this.#push(due.slice(0, storiesAtOnce))
    }
  }

  async hear(frame: Extract<ServerFrame, { t: 'ack' | 'refused' }>): Promise<void> {
    // Number 0 answers an `open`, not a text of ours.
    if (frame.ref === 0) return
    if (frame.t === 'ack') await this.#wiring.onAck(frame.story, frame.ref, frame.seq)
    else this.#refuse(frame.story, frame.code, frame.message)
    this.#underWay.delete(frame.story)
    this.offer(frame.story)
  }

  #maySend(story: StoryId): boolean {
    return (
      this.#online &&
      !this.#underWay.has(story) &&
      !this.#refused.has(story) &&
      !this.#unborn.has(story)
    )
  }

  #refuse(story: StoryId, code: string, message: string): void {
    this.#refused.add(story)
    this.#wiring.onRefused(story, code, message)
  }

  async #push(stories: readonly StoryId[]): Promise<void> {
    for (const story of stories) this.#underWay.add(story)
    try {
      const items: PushItem[] = []
      for (const story of stories) {
        const item = await this.#pushItem(story)
        if (item) items.push(item)
      }
      const response = await request(this.#wiring.address(), {
        method: 'POST',
        path: '/v1/documents/push',
        body: packSequence(items),
        contentType: packedType,
        patience: bulkPatience,
      })
      const bytes = new Uint8Array(await response.arrayBuffer())
      for (const answer of unpackSequence(bytes, pushAnswerSchema)) await this.#answered(answer)
    } finally {
      for (const story of stories) this.#underWay.delete(story)
    }
  }

  async #pushItem(story: StoryId): Promise<PushItem | null> {
    const rows = this.#wiring.store.log.waiting(story, 0, bulkRows)
    const last = rows.at(-1)
    if (!last) return null
    const parts = rows.map(({ body }) => body)
    const update =
      rows.length <= rowsAtOnce
        ? merged(rows)
        : new Uint8Array(await this.#wiring.worker.perform({ do: 'merge', parts }))
    return { story, ref: last.seq, update }
  }

  async #answered(answer: PushAnswer): Promise<void> {
    if (answer.kind === 'logged') await this.#wiring.onAck(answer.story, answer.ref, answer.seq)
    else this.#refuse(answer.story, answer.code, answer.message)
  }
}

function merged(rows: readonly WaitingRow[]): Uint8Array<ArrayBuffer> {
  const [only] = rows
  if (rows.length === 1 && only) return only.body
  return new Uint8Array(mergePacked(rows.map(({ body }) => body)))
}
