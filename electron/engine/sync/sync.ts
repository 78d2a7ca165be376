/**
 * Keeps one person's store and the newsroom's server level, whenever there is a line.
 *
 *     update log, outbox, asset table → [sync] ⇄ server
 */
import type { Network } from '../../../shared/ipc/rows.ts'
import type { Fact } from '../../../shared/model/facts.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Language } from '../../../shared/model/vocabulary.ts'
import type { Verdict } from '../../../shared/protocol/commands.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import type { Queued } from '../store/outbox.ts'
import { sendCommands } from './facts/command-sync.ts'
import { readFeed } from './facts/feed-reader.ts'
import { NewHistory } from './facts/new-history.ts'
import { Connection } from './line/connection.ts'
import { presenceFrame } from './line/frames.ts'
import type { Welcome } from './line/live-line.ts'
import { syncWords } from './line/sync-words.ts'
import { Loops, wokenBy } from './loops.ts'
import { networkOf } from './network-of.ts'
import { PictureRoad } from './pictures/picture-road.ts'
import type { SyncWiring } from './sync-wiring.ts'
import { takeAcknowledgements } from './text/acknowledged-text.ts'
import { type Expected, IncomingText } from './text/incoming-text.ts'
import { hasNews, writtenOffLine } from './text/news-first.ts'
import { type Acknowledgement, OutgoingText } from './text/outgoing-text.ts'
import { queueOwedText } from './text/owed-text.ts'
import { Quarantine } from './text/quarantine.ts'
import { TextFate } from './text/text-fate.ts'
import { LeftToDo } from './work-left.ts'

export class Sync {
  readonly #wiring: SyncWiring
  readonly #line: Connection
  readonly #incoming: IncomingText
  readonly #history: NewHistory
  readonly #outgoing: OutgoingText
  readonly #loops: Loops
  readonly #left: LeftToDo
  readonly pictures: PictureRoad
  readonly #fate: TextFate
  /** Text that its story does not take. */
  readonly quarantine: Quarantine
  /** The feed has grown since this desk last read it. */
  #hasNews = false

  constructor(wiring: SyncWiring) {
    this.#wiring = wiring
    const { store, worker, steady, events } = wiring
    this.#line = new Connection({
      sync: wiring,
      onWelcome: (welcome) => this.#welcomed(welcome),
      onOnline: () => this.#wentOnline(),
      onOffline: () => this.#wentOffline(),
      onFrame: (frame) => this.#hear(frame),
    })
    const { address, time } = this.#line
    this.#incoming = new IncomingText({
      store,
      clock: time.now,
      address,
      desks: wiring.desks,
      onLogged: events.onForeignText,
      onGap: () => this.#loops.poke('pull'),
      onPulled: (stories) => this.#newsRead(stories),
      onMoved: (bytes) => this.#left.came(bytes),
      onUnreadable: () => this.#line.note('pull', syncWords.unreadableText),
      onNowhere: events.onNowhere,
    })
    this.#outgoing = new OutgoingText({
      store,
      worker,
      address,
      send: (frame) => this.#line.send(frame),
      onAcks: (acks) => this.#acknowledged(acks),
      onMoved: (bytes) => this.#left.sent(bytes),
      onRefused: (story, code) => this.#fate.refused(story, code),
    })
    this.#history = new NewHistory({
      ...wiring,
      clock: time.now,
      onForgotten: () => this.#incoming.online(),
      onSettled: (stories) => this.#historySettled(stories),
      onPatienceOver: () => this.#loops.poke('feed'),
    })
    this.#left = new LeftToDo({ store, steady, behind: () => this.#incoming.behind })
    this.pictures = new PictureRoad({
      store,
      address,
      steady,
      demand: () => this.#demand(),
      onProgress: (asset, sent, bytes) => {
        this.#left.picture(asset, sent, bytes)
        events.onUpload(asset, sent, bytes)
      },
      onSettled: () => events.onUploaded(),
    })
    this.quarantine = new Quarantine({
      ...wiring,
      address,
      onGone: events.onGone,
      onList: events.onQuarantine,
    })
    this.#loops = new Loops(
      {
        commands: () => this.#sendCommands(),
        push: () => this.#pushText(),
        feed: () => this.#readFeed(),
        pull: () => this.#incoming.pullAll().finally(() => this.pictures.look()),
        pictures: () => this.pictures.upload(),
        quarantine: () => this.quarantine.work(),
      },
      { random: wiring.random, onProblem: (kind, error) => this.#problem(kind, error) },
    )
    this.#fate = new TextFate({
      sync: wiring,
      line: this.#line,
      loops: this.#loops,
      outgoing: this.#outgoing,
      quarantine: this.quarantine,
      follow: (story) => this.opened(story),
    })
  }

  start(): void {
    this.#line.start()
  }

  get online(): boolean {
    return this.#line.online
  }

  /** The newsroom's time: for what is kept, what people see and what rules judge. */
  now(): Instant {
    return this.#line.time.now()
  }

  network(language: Language): Network {
    return networkOf(this.#line, this.#wiring.store, language, {
      left: this.#left.now(),
      saving: this.pictures.saving,
      setAside: this.quarantine.waiting,
    })
  }

  /** Text and commands only, until it is switched off. */
  saveData(save: boolean): void {
    this.pictures.saveData(save)
    this.#loops.poke('pictures')
    this.#wiring.events.onNetwork()
  }

  /** The pictures that wait leave now, although data is saved. */
  sendPictures(): void {
    this.pictures.sendNow()
    this.#loops.poke('pictures')
    this.#wiring.events.onNetwork()
  }

  workOffline(offline: boolean): void {
    this.#line.workOffline(offline)
  }

  /** The machine woke up: do not wait for the next try. */
  wake(): void {
    this.#line.wake()
    this.#loops.hurry()
  }

  /** I have written in this story. */
  wrote(story: StoryId): void {
    this.#outgoing.offer(story)
  }

  commandGiven(): void {
    this.#outgoing.holdBack(this.#wiring.store.outbox.unborn())
    this.#loops.poke('commands')
  }

  pictureTaken(): void {
    this.#loops.poke('pictures')
  }

  opened(story: StoryId): void {
    const have = this.#wiring.store.rows.get(story)?.have ?? 0
    if (!this.#wiring.store.outbox.unborn().includes(story))
      this.#line.send({ t: 'open', story, have })
  }

  closed(story: StoryId): void {
    this.#line.send({ t: 'close', story })
    // It may have stayed only because somebody looked at it.
    this.quarantine.purgeIfTaken()
  }

  present(...caret: Parameters<typeof presenceFrame>): void {
    this.#line.send(presenceFrame(...caret))
  }

  /** A window wants this story's text, of which nothing is here. */
  get(story: StoryId): Expected {
    const expected = this.#incoming.askFor(story)
    this.#loops.poke('pull')
    return expected
  }

  /** Something in the middle of this story's text is missing. */
  getAgain(story: StoryId): void {
    this.#incoming.askAgain(story)
    this.#loops.poke('pull')
  }

  async close(): Promise<void> {
    this.#line.leave()
    this.#incoming.close()
    this.#history.close()
    await this.#loops.settled()
  }

  async #pushText(): Promise<void> {
    if (this.#history.settling) return
    const { store, mayWrite } = this.#wiring
    await queueOwedText({ store, clock: this.#line.time.now, mayWrite })
    this.#outgoing.holdBack(store.outbox.unborn())
    await this.#outgoing.offerAll()
  }

  async #sendCommands(): Promise<void> {
    if (this.#history.settling) return
    await sendCommands({
      store: this.#wiring.store,
      clock: this.#line.time.now,
      address: this.#line.address,
      onVerdict: (queued, verdict) => this.#verdict(queued, verdict),
    })
    this.pictures.look()
  }

  async #readFeed(): Promise<void> {
    await readFeed({
      store: this.#wiring.store,
      address: this.#line.address,
      onFacts: (facts) => this.#facts(facts),
      onWithdrawn: () => this.quarantine.purge(),
      onNewEpoch: () => this.#incoming.online(),
      onClock: (now) => this.#line.serverTime(now),
    })
    await this.#history.level()
  }

  #welcomed(welcome: Welcome): void {
    this.#history.welcomed(welcome.epoch)
    this.#hasNews = hasNews(this.#wiring.store.marks.cursor(), welcome)
  }

  #wentOnline(): void {
    const unread = this.#hasNews ? writtenOffLine(this.#wiring.store) : []
    this.#incoming.online()
    for (const story of unread) this.#incoming.want(story)
    this.#outgoing.online(unread)
    this.#outgoing.holdBack(this.#wiring.store.outbox.unborn())
    for (const story of this.#wiring.openStories()) this.opened(story)
    this.#loops.open()
  }

  /** What else would use the line now. */
  #demand() {
    const { online } = this
    const { textBytes, storiesBehind } = this.#left
    const commandsGo = online && this.#wiring.store.outbox.waiting().length > 0
    const textGoes = this.#outgoing.busy || this.#incoming.busy || commandsGo
    return { online, textGoes, textBytes, stories: storiesBehind }
  }

  #newsRead(stories: readonly StoryId[]): void {
    this.#left.stories(stories.length)
    this.#outgoing.release(stories)
    this.#loops.poke('push')
    this.#wiring.events.onNetwork()
  }

  #wentOffline(): void {
    this.#outgoing.offline()
    this.pictures.look()
    this.#loops.shut()
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
        this.#loops.poke('feed')
        return
      case 'presence':
        this.#wiring.events.onPresence(frame.story, frame.present)
    }
  }

  #later(name: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#problem(name, error))
  }

  async #acknowledged(acks: readonly Acknowledgement[]): Promise<void> {
    const { store, events } = this.#wiring
    await takeAcknowledgements(store, this.#incoming, acks, events.onAcknowledged)
    this.pictures.look()
    this.#loops.poke('commands')
  }

  #verdict(queued: Queued, verdict: Verdict): void {
    this.#wiring.events.onVerdict(queued, verdict)
    this.#fate.judged(queued, verdict)
  }

  /** The restored server has been asked for what it did not know; text and commands may leave. */
  #historySettled(stories: readonly StoryId[]): void {
    const { store, openStories, events } = this.#wiring
    for (const story of stories) store.waiting.recount(story)
    this.#outgoing.holdBack(store.outbox.unborn())
    for (const story of openStories()) this.opened(story)
    for (const loop of ['push', 'commands'] as const) this.#loops.poke(loop)
    events.onBroughtBack(stories)
  }

  #facts(facts: readonly Fact[]): void {
    this.#wiring.events.onFacts(facts)
    for (const kind of wokenBy(facts)) this.#loops.poke(kind)
  }

  #problem(name: string, error: unknown): void {
    this.#line.hear(name, error)
    if (name !== 'pull' || error === null) return
    this.#outgoing.newsFailed()
    this.#loops.poke('push')
  }
}
