/**
 * Takes in what others wrote: live stretches of open stories, and everything else by pulling.
 *
 *     live line, POST /v1/documents/pull → [incoming text] → update log → windows
 *
 * DIT1  A window hears of an update only after it is in the log.
 * DIT2  A stretch that leaves a gap is logged, and what is missing is asked for.
 * DIT3  My own updates, coming back, are recognised by their place and logged once.
 * DIT4  A head that comes while a pull is answered is kept: what it promises is pulled.
 * DPS5  What came whole before a pull was cut is kept, and only the rest is asked for again.
 * DPS6  Text that cannot be read is left out and said; it is not asked for over and over.
 */
import { checkUpdate, deletesSomething } from '../../../../shared/document/encoding.ts'
import { BadInput } from '../../../../shared/model/errors.ts'
import type { StoryId, UserId } from '../../../../shared/model/ids.ts'
import type { Clock } from '../../../../shared/model/time.ts'
import {
  type PullAnswer,
  type PullItem,
  packedType,
  pullAnswerSchema,
} from '../../../../shared/protocol/documents.ts'
import type { ServerFrame } from '../../../../shared/protocol/live.ts'
import type { Store } from '../../store/store.ts'
import { packFrame } from '../line/frames.ts'
import { packedAnswer } from '../line/packed-answer.ts'
import { request, type ServerAddress } from '../line/server-api.ts'
import { hasGap, isOld, type Seen, see, seenUpTo } from './seen-state.ts'

const storiesAtOnce = 500
/** Requests at once: while one is being taken in, the next is on its way. */
const lanes = 2
/** Until an answer begins, in milliseconds. */
const pullPatience = 60_000
/** A story may have grown larger than any one update of it. */
const largestStory = 64 * 1024 * 1024
/** How long a gap may stay open before what is missing is asked for, in milliseconds. */
const gapPatience = 1000

interface Wiring {
  readonly store: Store
  readonly clock: Clock
  readonly address: () => ServerAddress
  /** Desks whose stories this device keeps. */
  readonly desks: () => readonly string[]
  /** In the log now. */
  readonly onLogged: (story: StoryId, update: Uint8Array) => void
  /** Ask for what is missing. */
  readonly onGap: () => void
  /** All the server had of these stories when it was asked is here now. */
  readonly onPulled: (stories: readonly StoryId[]) => void
  /** Bytes of text have come. */
  readonly onMoved: (bytes: number) => void
  readonly onUnreadable: (story: StoryId) => void
  /** The server has no text of these stories, and this desk has just learned it. */
  readonly onNowhere: (stories: readonly StoryId[]) => void
}

/** What there is to expect of a text that is not here. */
export type Expected = 'asked-for' | 'withheld' | 'nowhere'

/** What to ask the server for. */
interface Have {
  readonly story: StoryId
  readonly have: number
  /** How much the server was said to have when it was asked. */
  readonly head: number
}

export class IncomingText {
  readonly #wiring: Wiring
  /** Only stories whose stretches came out of order; the others are in the store. */
  readonly #early = new Map<StoryId, Seen>()
  /** Stories to pull although no head says so: gaps, and stories that a window wants now. */
  readonly #wanted = new Set<StoryId>()
  readonly #askedAgain = new Set<StoryId>()
  /** What the server sent of these made no sense; not asked for again on this line. */
  readonly #unreadable = new Set<StoryId>()
  /** The server does not let this person read them; asked for again on the next line. */
  readonly #withheld = new Set<StoryId>()
  /** Of these the server had no text when it was asked on this line. */
  readonly #nowhere = new Set<StoryId>()
  #gapTimer: NodeJS.Timeout | null = null
  #pulls = 0

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** A new line: what came early on the old one is asked for again. */
  online(): void {
    this.#early.clear()
    this.#askedAgain.clear()
    this.#unreadable.clear()
    this.#withheld.clear()
    this.#nowhere.clear()
  }

  close(): void {
    if (this.#gapTimer) clearTimeout(this.#gapTimer)
  }

  async hear({
    story,
    from,
    to,
    update,
    by,
  }: Extract<ServerFrame, { t: 'updates' }>): Promise<void> {
    await this.#take(story, { from, to }, update, [by])
  }

  /** The server has logged my text of a story as `seq`; the SQL of it, for the same transaction. */
  holdAcknowledged(story: StoryId, seq: number): void {
    const { have } = see(this.#seen(story), { from: seq - 1, to: seq })
    this.#wiring.store.rows.holds(story, have)
  }

  /** The same, once that transaction is on disk. */
  acknowledged(story: StoryId, seq: number): void {
    this.#note(story, { from: seq - 1, to: seq })
  }

  /** This story is wanted now, whatever the heads say. */
  want(story: StoryId): void {
    this.#wanted.add(story)
  }

  /** Asks for a text of which nothing is here, unless it is withheld; says what to expect. */
  askFor(story: StoryId): Expected {
    if (this.#withheld.has(story)) return 'withheld'
    this.want(story)
    const isThere = (this.#wiring.store.rows.get(story)?.head ?? 0) > 0
    return this.#nowhere.has(story) && !isThere ? 'nowhere' : 'asked-for'
  }

  /** Something in the middle is missing: asks for all of it, once on each line. */
  askAgain(story: StoryId): void {
    if (this.#askedAgain.has(story)) return
    this.#askedAgain.add(story)
    this.#wiring.store.rows.askAgain(story)
    this.#early.delete(story)
    this.#wanted.add(story)
  }

  /** Stories of which this desk lacks something, as far as the heads say. */
  get behind(): number {
    return this.#wiring.store.rows.countBehind(this.#wiring.desks())
  }

  /** Text is on its way here, or asked for. */
  get busy(): boolean {
    return this.#pulls > 0 || this.#wanted.size > 0
  }

  /** Pulls every story of which the server has more, batch by batch. */
  async pullAll(): Promise<void> {
    for (;;) {
      const due = this.#due()
      if (due.length === 0) return
      const batches = Array.from({ length: lanes }, (_, i) =>
        due.slice(i * storiesAtOnce, (i + 1) * storiesAtOnce),
      )
      const ends = await Promise.allSettled(
        batches.filter((batch) => batch.length > 0).map((batch) => this.#pull(batch)),
      )
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    }
  }

  /** What a window waits for comes first, and alone: it is a small request. */
  #due(): Have[] {
    const { store, desks } = this.#wiring
    if (this.#wanted.size > 0) {
      const wanted = [...this.#wanted].slice(0, storiesAtOnce)
      return wanted.map((story) => {
        const { have = 0, head = 0 } = store.rows.get(story) ?? {}
        return { story, have, head }
      })
    }
    const most = storiesAtOnce * lanes
    const behind = store.rows.behind(desks(), most + this.#unreadable.size)
    return behind.filter(({ story }) => !this.#unreadable.has(story)).slice(0, most)
  }

  async #pull(stories: readonly Have[]): Promise<void> {
    this.#pulls += 1
    try {
      await this.#pullNow(stories)
    } finally {
      this.#pulls -= 1
    }
  }

  async #pullNow(stories: readonly Have[]): Promise<void> {
    const response = await request(this.#wiring.address(), {
      method: 'POST',
      path: '/v1/documents/pull',
      body: packFrame({ stories: stories.map(({ story, have }) => ({ story, have })) }),
      contentType: packedType,
      patience: pullPatience,
      streamed: true,
    })
    const haves = new Map(stories.map(({ story, have }) => [story, have]))
    const sent = new Set<StoryId>()
    for await (const answers of packedAnswer(response, pullAnswerSchema)) {
      const items = this.#readable(answers)
      await Promise.all(items.map((item) => this.#pulled(item, haves.get(item.story) ?? 0)))
      for (const { story, update } of items) {
        sent.add(story)
        this.#wiring.onMoved(update.length)
      }
      this.#arrived(items.map(({ story }) => story))
    }
    // What the server does not send, it does not have: its head was ahead of its log.
    const missing = stories.filter(({ story }) => !sent.has(story))
    this.#level(missing)
    this.#arrived(missing.map(({ story }) => story))
    this.#notThere(missing)
  }

  #notThere(asked: readonly Have[]): void {
    const news = asked.flatMap(({ story, have }) =>
      have > 0 || this.#withheld.has(story) || this.#nowhere.has(story) ? [] : [story],
    )
    for (const story of news) this.#nowhere.add(story)
    if (news.length > 0) this.#wiring.onNowhere(news)
  }

  /** Without stories that this person may not read: they come as if the server had no more. */
  #readable(answers: readonly PullAnswer[]): PullItem[] {
    return answers.flatMap((answer) => {
      if (!('refused' in answer)) return [answer]
      this.#withheld.add(answer.story)
      return []
    })
  }

  #level(asked: readonly Have[]): void {
    if (asked.length === 0) return
    const { store } = this.#wiring
    store.db.transaction(() => {
      for (const { story, head } of asked) store.rows.levelHead(story, head)
    })
  }

  #arrived(stories: readonly StoryId[]): void {
    for (const story of stories) {
      this.#wanted.delete(story)
      this.#early.delete(story)
    }
    this.#wiring.onPulled(stories)
  }

  #pulled({ story, seq, update, authors }: PullItem, have: number): Promise<void> {
    return this.#take(story, { from: have, to: seq }, update, authors, largestStory)
  }

  async #take(
    story: StoryId,
    stretch: { from: number; to: number },
    update: Uint8Array,
    authors: readonly UserId[],
    largest?: number,
  ): Promise<void> {
    if (isOld(this.#seen(story), stretch)) return
    try {
      checkUpdate(update, largest)
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      // Logging it would make the story unreadable for good; the server checks the same way.
      console.error(`copydesk engine: refused an update of ${story}: ${error.message}`)
      this.#unreadable.add(story)
      this.#wiring.onUnreadable(story)
      return
    }
    const { store, clock } = this.#wiring
    const body = new Uint8Array(update)
    const deletes = deletesSomething(body)
    await store.batch.add(story, () => {
      store.rows.ensure(story)
      const { from, to } = stretch
      const seq = store.log.appendForeign(story, body, to, clock(), { from, authors })
      store.windows.foreign(story, seq, from, clock(), deletes)
      const { have } = see(this.#seen(story), stretch)
      store.rows.holds(story, have)
    })
    this.#note(story, stretch)
    this.#wiring.onLogged(story, body)
  }

  #seen(story: StoryId): Seen {
    return this.#early.get(story) ?? seenUpTo(this.#wiring.store.rows.get(story)?.have ?? 0)
  }

  #note(story: StoryId, stretch: { from: number; to: number }): void {
    const seen = see(this.#seen(story), stretch)
    if (!hasGap(seen)) {
      this.#early.delete(story)
      return
    }
    this.#early.set(story, seen)
    this.#gapTimer ??= setTimeout(() => this.#askForGaps(), gapPatience)
  }

  #askForGaps(): void {
    this.#gapTimer = null
    for (const story of this.#early.keys()) this.#wanted.add(story)
    if (this.#wanted.size > 0) this.#wiring.onGap()
  }
}
