/**
 * Sends my updates: one frame a story at a time over the live line, in order, the next when the
 * last is acknowledged; many stories, or much of one, by bulk pushes whose answers are taken in
 * as they arrive.
 *
 *     update log → [outgoing text] → live line, POST /v1/documents/push → server log
 *
 * DOT1  Updates of one story reach the server in the order they were written.
 * DOT2  What was not acknowledged is sent again on the next line.
 * DPS3  What was answered before a push was cut is not sent again.
 * DPS4  Text written off line leaves after what others wrote meanwhile has been read.
 */
import { mergePacked } from '../../../../shared/document/encoding.ts'
import type { StoryId } from '../../../../shared/model/ids.ts'
import {
  type PushAnswer,
  type PushItem,
  packedType,
  pushAnswerSchema,
} from '../../../../shared/protocol/documents.ts'
import type { DeskFrame, ServerFrame } from '../../../../shared/protocol/live.ts'
import type { TextWorker } from '../../projection/text-worker.ts'
import type { Store } from '../../store/store.ts'
import type { OutgoingRow } from '../../store/update-log.ts'
import { packSequence } from '../line/frames.ts'
import { packedAnswer } from '../line/packed-answer.ts'
import { request, type ServerAddress } from '../line/server-api.ts'
import {
  editedOf,
  goesInBulk,
  isFull,
  type PushPart,
  rowsInFrame,
  rowsInPush,
  rowsToRead,
  rowsToSend,
  type Sent,
} from './push-batch.ts'

/** Requests at once: while one is on its way, the next is made. */
const lanes = 3
/** Stories merged in one go, between two looks at what else there is to do. */
const mergedInOneGo = 20
/** Until the first answer of a push: the slowest line we count on takes it in this time. */
const pushPatience = 180_000

/** The server has logged my rows of the story up to `ref`, as its `seq`. */
export interface Acknowledgement {
  readonly story: StoryId
  readonly ref: number
  readonly seq: number
}

interface Wiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly address: () => ServerAddress
  readonly send: (frame: DeskFrame) => void
  readonly onAcks: (acks: readonly Acknowledgement[]) => Promise<void>
  /** Bytes have been sent and answered. */
  readonly onMoved: (bytes: number) => void
  /** The server will not take this text, as things are. */
  readonly onRefused: (story: StoryId, code: string, message: string) => void
}

export class OutgoingText {
  readonly #wiring: Wiring
  /** Stories with a frame or a push under way, and its number. */
  readonly #underWay = new Map<StoryId, number>()
  readonly #sent = new Map<StoryId, Sent>()
  /** Refused on this line; tried again on the next. */
  readonly #refused = new Set<StoryId>()
  #unborn = new Set<StoryId>()
  #unread = new Set<StoryId>()
  #newsFailures = 0
  #online = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** A line is up: nothing is under way on it yet. News of these stories is read first. */
  online(unread: readonly StoryId[]): void {
    this.#online = true
    this.#underWay.clear()
    this.#refused.clear()
    this.#unread = new Set(unread)
    this.#newsFailures = 0
  }

  offline(): void {
    this.#online = false
  }

  /** Text of these stories must wait until the server knows them. */
  holdBack(unborn: readonly StoryId[]): void {
    this.#unborn = new Set(unborn)
  }

  /** News of these stories has been read, or is not to be waited for. */
  release(stories: Iterable<StoryId> = [...this.#unread]): void {
    for (const story of stories) this.#unread.delete(story)
  }

  /** News could not be read. Their order is worth a wait, but it does not hold the text here. */
  newsFailed(): void {
    this.#newsFailures += 1
    if (this.#newsFailures > 1) this.release()
  }

  /** True while text is on its way or could be: pictures then leave the line to it. */
  get busy(): boolean {
    if (!this.#online) return false
    if (this.#underWay.size > 0) return true
    return this.#wiring.store.waiting.stories().some((story) => this.#maySend(story))
  }

  /** The story may have something to send. */
  offer(story: StoryId): void {
    if (!this.#maySend(story)) return
    const rows = this.#rowsOf(story, rowsInFrame)
    const last = rows.at(-1)
    if (!last) return
    this.#begin(story, last.seq, rows)
    this.#wiring.send({
      t: 'update',
      story,
      ref: last.seq,
      update: merged(rows),
      ...editedOf(rows),
    })
  }

  /** Sends everything that waits. */
  async offerAll(): Promise<void> {
    const due = this.#due()
    const counts = due.map((story) => this.#wiring.store.waiting.of(story) ?? { updates: 0 })
    if (!goesInBulk(counts)) {
      for (const story of due) this.offer(story)
      return
    }
    const running = Array.from({ length: lanes }, () => this.#pushOn())
    // All of them end before a failure is reported: none may go on behind the next try's back.
    const ends = await Promise.allSettled(running)
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  async hear(frame: Extract<ServerFrame, { t: 'ack' | 'refused' }>): Promise<void> {
    // Number 0 answers an `open`, not a text of ours.
    if (frame.ref === 0) return
    const { story, ref } = frame
    const isAwaited = this.#underWay.get(story) === ref
    if (frame.t === 'ack') await this.#wiring.onAcks([{ story, ref, seq: frame.seq }])
    else if (isAwaited) this.#refuse(story, frame.code, frame.message)
    // Said twice, or late: what is under way by now has its own answer to come.
    if (!isAwaited) return
    this.#end(story)
    this.#underWay.delete(story)
    this.offer(story)
  }

  #maySend(story: StoryId): boolean {
    return (
      this.#online &&
      !this.#underWay.has(story) &&
      !this.#refused.has(story) &&
      !this.#unborn.has(story) &&
      !this.#unread.has(story)
    )
  }

  #due(): StoryId[] {
    return this.#wiring.store.waiting.stories().filter((story) => this.#maySend(story))
  }

  #rowsOf(story: StoryId, most: number): OutgoingRow[] {
    const sent = this.#sent.get(story)
    return rowsToSend(this.#wiring.store.log.waiting(story, 0, rowsToRead(sent, most)), sent)
  }

  #begin(story: StoryId, ref: number, rows: readonly OutgoingRow[]): void {
    this.#underWay.set(story, ref)
    const bytes = rows.reduce((sum, { body }) => sum + body.length, 0)
    this.#sent.set(story, { ref, rows: rows.length, bytes })
  }

  /** What was sent of a story has its answer. */
  #end(story: StoryId): void {
    this.#wiring.onMoved(this.#sent.get(story)?.bytes ?? 0)
    this.#sent.delete(story)
  }

  #refuse(story: StoryId, code: string, message: string): void {
    this.#refused.add(story)
    this.#wiring.onRefused(story, code, message)
  }

  /** One lane: batch after batch until nothing is due. */
  async #pushOn(): Promise<void> {
    for (;;) {
      const parts = this.#nextBatch()
      if (parts.length === 0) return
      try {
        await this.#push(parts)
      } finally {
        // Unanswered ones keep what was sent of them, to be sent again just so.
        for (const { story } of parts) this.#underWay.delete(story)
      }
    }
  }

  #nextBatch(): PushPart[] {
    const parts: PushPart[] = []
    for (const story of this.#due()) {
      if (isFull(parts)) break
      const rows = this.#rowsOf(story, rowsInPush)
      const last = rows.at(-1)
      if (!last) continue
      this.#begin(story, last.seq, rows)
      parts.push({ story, rows })
    }
    return parts
  }

  async #push(parts: readonly PushPart[]): Promise<void> {
    const response = await request(this.#wiring.address(), {
      method: 'POST',
      path: '/v1/documents/push',
      body: packSequence(await this.#items(parts)),
      contentType: packedType,
      patience: pushPatience,
      streamed: true,
    })
    for await (const answers of packedAnswer(response, pushAnswerSchema)) {
      await this.#answered(answers)
    }
  }

  async #items(parts: readonly PushPart[]): Promise<PushItem[]> {
    const items: PushItem[] = []
    for (const { story, rows } of parts) {
      const ref = rows.at(-1)?.seq ?? 0
      items.push({ story, ref, update: await this.#mergedApart(rows), ...editedOf(rows) })
      if (items.length % mergedInOneGo === 0) await new Promise((next) => setImmediate(next))
    }
    return items
  }

  async #mergedApart(rows: readonly OutgoingRow[]): Promise<Uint8Array<ArrayBuffer>> {
    if (rows.length <= rowsInFrame) return merged(rows)
    const parts = rows.map(({ body }) => body)
    return new Uint8Array(await this.#wiring.worker.perform({ do: 'merge', parts }))
  }

  async #answered(answers: readonly PushAnswer[]): Promise<void> {
    const acks = answers.filter((answer) => answer.kind === 'logged')
    await this.#wiring.onAcks(acks)
    for (const answer of answers) {
      this.#end(answer.story)
      if (answer.kind === 'refused') this.#refuse(answer.story, answer.code, answer.message)
    }
  }
}

function merged(rows: readonly OutgoingRow[]): Uint8Array<ArrayBuffer> {
  const [only] = rows
  if (rows.length === 1 && only) return only.body
  return new Uint8Array(mergePacked(rows.map(({ body }) => body)))
}
