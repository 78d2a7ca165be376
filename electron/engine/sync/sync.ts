/**
 * Keeps one person's store and the newsroom's server level, whenever there is a line.
 *
 *     update log, outbox, asset table → [sync] ⇄ server
 */
import type { Network } from '../../../shared/ipc/rows.ts'
import type { Fact } from '../../../shared/model/facts.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Language } from '../../../shared/model/vocabulary.ts'
import type { Verdict } from '../../../shared/protocol/commands.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import type { PictureSize } from '../parent-contract.ts'
import type { Queued } from '../store/outbox.ts'
import { sendCommands } from './command-sync.ts'
import { readFeed } from './feed-reader.ts'
import { fetchPicture } from './fetch-picture.ts'
import { IncomingText } from './incoming-text.ts'
import type { LineEnd, Welcome } from './live-line.ts'
import { uploadPictures } from './media-upload.ts'
import { type Acknowledgement, OutgoingText } from './outgoing-text.ts'
import { queueOwedText } from './owed-text.ts'
import { PartPace } from './part-pace.ts'
import { PokedLoop } from './poked-loop.ts'
import { Problems } from './problems.ts'
import { NotSignedIn, type ServerAddress } from './server-api.ts'
import { ServerLine } from './server-line.ts'
import { ServerTime } from './server-time.ts'
import type { SyncWiring } from './sync-wiring.ts'
import { lineWords, syncWords } from './sync-words.ts'

export class Sync {
  readonly #wiring: SyncWiring
  readonly #line: ServerLine
  readonly #incoming: IncomingText
  readonly #outgoing: OutgoingText
  readonly #push: PokedLoop
  readonly #pull: PokedLoop
  readonly #commands: PokedLoop
  readonly #feed: PokedLoop
  readonly #pictures: PokedLoop
  #address: ServerAddress
  /** Ends with the line, and with it every request that was made on it. */
  #lineEnds = new AbortController()
  readonly #time: ServerTime
  /** The feed has grown since this desk last read it. */
  #hasNews = false
  #pullFailures = 0
  readonly #problems = new Problems()

  constructor(wiring: SyncWiring) {
    this.#wiring = wiring
    const { store, worker, clock, events } = wiring
    const address = (): ServerAddress => this.#onLine()
    this.#time = new ServerTime(clock, wiring.steady)
    this.#address = { server: wiring.server, token: wiring.token }
    this.#line = new ServerLine({
      device: store.device,
      address,
      steady: wiring.steady,
      random: wiring.random,
      onWelcome: (welcome) => this.#welcomed(welcome),
      onOnline: () => this.#wentOnline(),
      onOffline: () => this.#wentOffline(),
      onFrame: (frame) => this.#hear(frame),
      onEnd: (why) => this.#ended(why),
      onChange: events.onNetwork,
    })
    this.#incoming = new IncomingText({
      store,
      clock,
      address,
      desks: wiring.desks,
      onLogged: events.onForeignText,
      onGap: () => this.#pull.poke(),
      onPulled: (stories) => this.#newsRead(stories),
      onUnreadable: () => this.#problems.note('pull', syncWords.unreadableText),
    })
    this.#outgoing = new OutgoingText({
      store,
      worker,
      address,
      send: (frame) => this.#line.send(frame),
      onAcks: (acks) => this.#acknowledged(acks),
      onRefused: (_story, code) => this.#textRefused(code),
    })
    this.#push = this.#loop('push', async () => {
      await queueOwedText({ store, clock, mayWrite: wiring.mayWrite })
      this.#outgoing.holdBack(store.outbox.unborn())
      await this.#outgoing.offerAll()
    })
    this.#pull = this.#loop('pull', () => this.#incoming.pullAll())
    this.#commands = this.#loop('commands', () =>
      sendCommands({ store, clock, address, onVerdict: (q, v) => this.#verdict(q, v) }),
    )
    this.#feed = this.#loop('feed', () =>
      readFeed({
        store,
        address,
        onFacts: (facts) => this.#facts(facts),
        onNewEpoch: () => this.#push.poke(),
        onClock: (now) => this.#time.set(now),
      }),
    )
    const pace = new PartPace()
    this.#pictures = this.#loop('pictures', () =>
      uploadPictures({
        store,
        address,
        pace,
        onProgress: events.onUpload,
        onSettled: () => events.onUploaded(),
        goOn: () => this.online,
      }),
    )
    if (!wiring.token) this.#problems.note('line', wiring.noToken)
  }

  start(): void {
    const offline = this.#wiring.store.marks.worksOffline()
    if (offline) this.#line.event({ is: 'offline-by-choice', offline })
    if (this.#address.token) this.#line.event({ is: 'signed-in' })
  }

  get online(): boolean {
    return this.#line.online
  }

  network(language: Language): Network {
    const { store } = this.#wiring
    const waiting = store.waiting.total()
    const queued = store.outbox.waiting()
    const times = [waiting.oldest, ...queued.map(({ issuedAt }) => issuedAt)]
    const known = times.filter((time) => time !== null)
    return {
      state: this.#line.state,
      waitingUpdates: waiting.updates,
      waitingCommands: queued.length,
      waitingPictures: store.assets.waiting().length,
      oldest: known.length === 0 ? null : Math.min(...known),
      clockOffset: this.#time.offset(),
      problem: this.#problems.foremost?.[language] ?? null,
    }
  }

  workOffline(offline: boolean): void {
    this.#wiring.store.marks.workOffline(offline)
    this.#line.event({ is: 'offline-by-choice', offline })
  }

  /** The machine woke up: do not wait for the next try. */
  wake(): void {
    this.#time.slept()
    this.#line.event({ is: 'wake' })
    for (const loop of this.#loops()) loop.hurry()
  }

  /** I have written in this story. */
  wrote(story: StoryId): void {
    this.#outgoing.offer(story)
  }

  commandGiven(): void {
    this.#outgoing.holdBack(this.#wiring.store.outbox.unborn())
    this.#commands.poke()
  }

  pictureTaken(): void {
    this.#pictures.poke()
  }

  opened(story: StoryId): void {
    const have = this.#wiring.store.rows.get(story)?.have ?? 0
    if (!this.#wiring.store.outbox.unborn().includes(story))
      this.#line.send({ t: 'open', story, have })
  }

  closed(story: StoryId): void {
    this.#line.send({ t: 'close', story })
  }

  present(story: StoryId, anchor: Uint8Array | null, focus: Uint8Array | null): void {
    const bytes = (place: Uint8Array | null) => place && new Uint8Array(place)
    this.#line.send({ t: 'presence', story, anchor: bytes(anchor), focus: bytes(focus) })
  }

  /** A window wants this story's text, which is not here yet. */
  get(story: StoryId): void {
    this.#incoming.want(story)
    this.#pull.poke()
  }

  /** Something in the middle of this story's text is missing. */
  getAgain(story: StoryId): void {
    this.#incoming.askAgain(story)
    this.#pull.poke()
  }

  picture(asset: Parameters<typeof fetchPicture>[2], size: PictureSize): Promise<string> {
    return fetchPicture(() => this.#onLine(), this.#wiring.store.shelf, asset, size)
  }

  async close(): Promise<void> {
    this.#line.event({ is: 'signed-out' })
    this.#incoming.close()
    await Promise.all(this.#loops().map((loop) => loop.settled()))
  }

  /** The server's address, for as long as this line holds. */
  #onLine(): ServerAddress {
    return { ...this.#address, line: this.#lineEnds.signal }
  }

  #loops(): PokedLoop[] {
    return [this.#commands, this.#push, this.#feed, this.#pull, this.#pictures]
  }

  #loop(name: string, work: () => Promise<void>): PokedLoop {
    const { random } = this.#wiring
    return new PokedLoop({ work, random, onProblem: (error) => this.#problem(name, error) })
  }

  #welcomed({ now, epoch, head }: Welcome): void {
    this.#time.set(now)
    this.#problems.clear()
    const cursor = this.#wiring.store.marks.cursor()
    this.#pullFailures = 0
    this.#hasNews = !cursor || cursor.epoch !== epoch || cursor.after < head
  }

  #wentOnline(): void {
    const unread = this.#hasNews ? this.#writtenOffLine() : []
    this.#incoming.online()
    for (const story of unread) this.#incoming.want(story)
    this.#outgoing.online(unread)
    this.#outgoing.holdBack(this.#wiring.store.outbox.unborn())
    for (const story of this.#wiring.openStories()) this.opened(story)
    for (const loop of this.#loops()) loop.open()
  }

  /** Stories with text that waits, of which others may have written more meanwhile. */
  #writtenOffLine(): StoryId[] {
    const { waiting, outbox } = this.#wiring.store
    const unborn = new Set(outbox.unborn())
    return waiting.stories().filter((story) => !unborn.has(story))
  }

  #newsRead(stories: readonly StoryId[]): void {
    this.#outgoing.release(stories)
    this.#push.poke()
  }

  #wentOffline(): void {
    this.#lineEnds.abort()
    this.#lineEnds = new AbortController()
    this.#outgoing.offline()
    for (const loop of this.#loops()) loop.shut()
  }

  #ended(why: LineEnd): void {
    if (why === 'not-signed-in') {
      this.#signInEnded()
      return
    }
    if (why !== 'sent-away') this.#problems.note('line', lineWords[why])
    this.#line.event({ is: why === 'sent-away' ? 'sent-away' : 'lost' })
  }

  #signInEnded(): void {
    this.#address = { ...this.#address, token: null }
    this.#problems.clear()
    this.#problems.note('line', syncWords.signInAgain)
    this.#line.event({ is: 'signed-out' })
    this.#wiring.events.onSignInEnded()
  }

  #hear(frame: ServerFrame): void {
    switch (frame.t) {
      case 'updates':
        this.#later('pull', this.#incoming.hear(frame))
        return
      case 'ack':
      case 'refused':
        this.#later('push', this.#outgoing.hear(frame))
        return
      case 'head':
        this.#feed.poke()
        return
      case 'presence':
        this.#wiring.events.onPresence(frame.story, frame.present)
        return
      case 'welcome':
        return
    }
  }

  #later(name: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#problem(name, error))
  }

  async #acknowledged(acks: readonly Acknowledgement[]): Promise<void> {
    const { store, events } = this.#wiring
    // All in one tick: one synced transaction.
    await Promise.all(
      acks.map(({ story, ref, seq }) =>
        store.batch.add(story, () => {
          store.log.acknowledge(story, ref, seq)
          this.#incoming.holdAcknowledged(story, seq)
          if (store.windows.acknowledged(story, ref, seq)) store.bases.release(story)
        }),
      ),
    )
    for (const { story, seq } of acks) {
      store.waiting.recount(story)
      this.#incoming.acknowledged(story, seq)
      events.onAcknowledged(story)
    }
    this.#commands.poke()
  }

  #textRefused(code: string): void {
    if (code === 'not-signed-in') {
      this.#signInEnded()
      return
    }
    this.#problems.note('push', syncWords.refusedText)
    this.#wiring.events.onNetwork()
  }

  #verdict(queued: Queued, verdict: Verdict): void {
    this.#wiring.events.onVerdict(queued, verdict)
    if (queued.command.do !== 'create-story' || verdict.kind === 'refused') return
    const { story } = queued.command
    this.#outgoing.holdBack(this.#wiring.store.outbox.unborn())
    if (this.#wiring.openStories().has(story)) this.opened(story)
    this.#outgoing.offer(story)
  }

  #facts(facts: readonly Fact[]): void {
    this.#wiring.events.onFacts(facts)
    this.#pull.poke()
  }

  #problem(name: string, error: unknown): void {
    if (error instanceof NotSignedIn) {
      this.#signInEnded()
      return
    }
    this.#problems.hear(name, error)
    // Order is worth a wait, not the text: what cannot be pulled does not hold it here.
    if (name === 'pull' && error !== null && ++this.#pullFailures > 1) this.#outgoing.release()
    this.#wiring.events.onNetwork()
  }
}
