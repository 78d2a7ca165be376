/**
 * Takes in what others wrote: live stretches of open stories, and everything else by pulling.
 *
 *     live line, POST /v1/documents/pull → [incoming text] → update log → windows
 *
 * DIT1  A window hears of an update only after it is in the log.
 * DIT2  A stretch that leaves a gap is logged, and what is missing is asked for.
 * DIT3  My own updates, coming back, are recognised by their place and logged once.
 */
import { checkUpdate } from '../../../shared/document/encoding.ts'
import { BadInput } from '../../../shared/model/errors.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Clock } from '../../../shared/model/time.ts'
import { type PullItem, packedType, pullItemSchema } from '../../../shared/protocol/documents.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import type { Store } from '../store/store.ts'
import { packFrame, unpackSequence } from './frames.ts'
import { hasGap, isOld, type Seen, see, seenUpTo } from './seen-state.ts'
import { request, type ServerAddress } from './server-api.ts'

const storiesAtOnce = 500
const pullPatience = 120_000
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
}

export class IncomingText {
  readonly #wiring: Wiring
  /** Only stories whose stretches came out of order; the others are in the store. */
  readonly #early = new Map<StoryId, Seen>()
  /** Stories to pull although no head says so: gaps, and stories that a window wants now. */
  readonly #wanted = new Set<StoryId>()
  readonly #askedAgain = new Set<StoryId>()
  #gapTimer: NodeJS.Timeout | null = null

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** A new line: what came early on the old one is asked for again. */
  online(): void {
    this.#early.clear()
    this.#askedAgain.clear()
  }

  close(): void {
    if (this.#gapTimer) clearTimeout(this.#gapTimer)
  }

  async hear({ story, from, to, update }: Extract<ServerFrame, { t: 'updates' }>): Promise<void> {
    await this.#take(story, { from, to }, update)
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

  /** Something in the middle is missing: asks for all of it, once on each line. */
  askAgain(story: StoryId): void {
    if (this.#askedAgain.has(story)) return
    this.#askedAgain.add(story)
    this.#wiring.store.rows.askAgain(story)
    this.#early.delete(story)
    this.#wanted.add(story)
  }

  /** Pulls every story of which the server has more, batch by batch. */
  async pullAll(): Promise<void> {
    const { store, desks } = this.#wiring
    for (;;) {
      const wanted = [...this.#wanted].slice(0, storiesAtOnce)
      const behind =
        wanted.length > 0
          ? wanted.map((story) => ({ story, have: store.rows.get(story)?.have ?? 0 }))
          : store.rows.behind(desks(), storiesAtOnce)
      if (behind.length === 0) return
      await this.#pull(behind)
      for (const { story } of behind) {
        this.#wanted.delete(story)
        this.#early.delete(story)
      }
    }
  }

  async #pull(stories: readonly { story: StoryId; have: number }[]): Promise<void> {
    const { store } = this.#wiring
    const response = await request(this.#wiring.address(), {
      method: 'POST',
      path: '/v1/documents/pull',
      body: packFrame({ stories }),
      contentType: packedType,
      patience: pullPatience,
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const items = unpackSequence(bytes, pullItemSchema)
    const haves = new Map(stories.map(({ story, have }) => [story, have]))
    await Promise.all(items.map((item) => this.#pulled(item, haves.get(item.story) ?? 0)))
    // What the server does not send, it does not have: its head was ahead of its log.
    const sent = new Set(items.map(({ story }) => story))
    const missing = stories.filter(({ story }) => !sent.has(story))
    store.db.transaction(() => {
      for (const { story } of missing) store.rows.levelHead(story)
    })
  }

  #pulled({ story, seq, update }: PullItem, have: number): Promise<void> {
    return this.#take(story, { from: have, to: seq }, update)
  }

  async #take(
    story: StoryId,
    stretch: { from: number; to: number },
    update: Uint8Array,
  ): Promise<void> {
    if (isOld(this.#seen(story), stretch)) return
    try {
      checkUpdate(update)
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      // Logging it would make the story unreadable for good; the server checks the same way.
      console.error(`copydesk engine: refused an update of ${story}: ${error.message}`)
      return
    }
    const { store, clock } = this.#wiring
    const body = new Uint8Array(update)
    await store.batch.add(story, () => {
      store.rows.ensure(story)
      store.log.appendForeign(story, body, stretch.to, clock())
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
