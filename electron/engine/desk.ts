/**
 * One person at one newsroom's desk: their store, what is computed from it, and its sync. Puts the
 * stages together; each knows only the earlier ones.
 *
 *     handlers → [desk] → store · projector · previews · ingest · sync
 */
import type { Network, Safety } from '../../shared/ipc/rows.ts'
import type { Fact } from '../../shared/model/facts.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import type { Clock, Instant } from '../../shared/model/time.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import type { DeskOptions } from './desk-options.ts'
import type { Hub } from './hub.ts'
import { PictureProcess } from './media/picture-process.ts'
import { MergeDesk } from './merge/merge-desk.ts'
import { Previews } from './previews.ts'
import { TextWorker } from './projection/text-worker.ts'
import { Projector } from './projector.ts'
import { safetyOf } from './safety.ts'
import type { Queued } from './store/outbox.ts'
import { closeFailed, openStore, type Store } from './store/store.ts'
import { StoreFailure } from './store/store-failure.ts'
import type { Trouble } from './store/write-batch.ts'
import { StoreCare } from './store-care.ts'
import { storyOf } from './sync/facts/command-sync.ts'
import { isQuiet } from './sync/network-of.ts'
import { PicturesAhead } from './sync/pictures/pictures-ahead.ts'
import { Sync } from './sync/sync.ts'
import { ToldTogether } from './told-together.ts'

/** Work that can wait until the first screen is up, in milliseconds after the start. */
const projectAfter = 1500

export class Desk {
  readonly #options: DeskOptions
  readonly store: Store
  readonly previews: Previews
  readonly projector: Projector
  readonly merges: MergeDesk
  readonly sync: Sync
  readonly #ahead: PicturesAhead
  readonly text = new TextWorker()
  readonly pictures = new PictureProcess()
  readonly care: StoreCare
  #timers: readonly NodeJS.Timeout[] = []
  #trouble: Trouble | null = null
  #me: Person
  readonly #told = new Map<StoryId, Safety['word']>()
  readonly #network = new ToldTogether(() => this.#tellNetwork())

  constructor(options: DeskOptions) {
    this.#options = options
    this.#me = options.person
    const { folder, device, clock, person } = options
    const newsroomClock = () => this.sync.now()
    const onTrouble = (trouble: Trouble | null) => this.#troubled(trouble)
    this.store = openStore({ folder, me: person.id, device, onTrouble })
    try {
      this.previews = new Previews(this.store, () => this.#me)
      this.projector = new Projector({
        store: this.store,
        worker: this.text,
        clock: newsroomClock,
        onProjected: (stories) => this.#projected(stories),
        onGap: (story) => this.care.gap(story),
      })
      this.care = new StoreCare({
        store: this.store,
        clock,
        onDamaged: options.onDamaged,
        onGap: (story) => this.sync.getAgain(story),
        onNote: () => options.hub.tell('care:changed', {}),
      })
      this.merges = new MergeDesk({
        store: this.store,
        worker: this.text,
        clock: newsroomClock,
        me: () => this.#me.id,
        mayWrite: (story) => this.mayWrite(story),
        onGap: (story) => this.sync.getAgain(story),
        onFound: (story, { update, seq, at }) => {
          this.hub.tellReaders(story, 'story:update', { story, update: new Uint8Array(update) })
          this.wrote(story, seq, at)
        },
      })
      this.sync = new Sync({
        store: this.store,
        worker: this.text,
        clock,
        steady: options.steady,
        random: options.random,
        server: options.server,
        token: options.token,
        noToken: options.noToken,
        desks: () => this.#me.memberships.map(({ desk }) => desk),
        mayWrite: (story) => this.mayWrite(story),
        me: () => this.#me,
        openStories: () => options.hub.openStories(),
        events: {
          onNetwork: () => this.#network.soon(),
          onSignInEnded: (why) => {
            if (why === 'account-closed') this.sync.quarantine.shutOut()
            options.onSignInEnded()
          },
          onForeignText: (story, update) => this.#foreignText(story, update),
          onAcknowledged: (story) => this.#acknowledged(story),
          onFacts: (facts) => this.#factsChanged(facts),
          onVerdict: (queued, verdict) => this.#judged(queued, verdict),
          onPresence: (story, present) => {
            // The server tells everybody of everybody; this desk knows of itself.
            const others = present.filter((person) => person.device !== options.device)
            options.hub.tellReaders(story, 'story:present', { story, present: others })
          },
          onUpload: (asset, sent, bytes) => {
            options.hub.tell('upload:progress', { asset: asset as never, sent, bytes })
          },
          onUploaded: () => {
            // A publication may have waited for that picture.
            this.sync.commandGiven()
            this.#network.soon()
          },
          onBroughtBack: (stories) => {
            this.#rowsDiffer(stories)
            this.hub.tell('outbox:changed', {})
            this.hub.tell('care:changed', {})
          },
          onGone: (stories) => this.#rowsDiffer(stories),
          onQuarantine: () => {
            options.hub.tell('quarantine:changed', {})
            this.#network.soon()
          },
        },
      })
      this.#timers = [
        setTimeout(() => this.projector.catchUp(), projectAfter),
        setTimeout(() => this.merges.poke(), projectAfter),
      ]
      this.#ahead = new PicturesAhead({
        store: this.store,
        desks: () => this.#me.memberships.map(({ desk }) => desk),
        isQuiet: () => isQuiet(this.network()),
        fetch: (asset, size) => this.sync.picture(asset, size),
      })
      this.#ahead.poke()
      this.#meet(this.#me)
      this.sync.start()
    } catch (error) {
      this.#letGo(error)
      throw error
    }
  }

  get clock(): Clock {
    return this.#options.clock
  }

  get hub(): Hub {
    return this.#options.hub
  }

  get hasToken(): boolean {
    return this.#options.token !== null
  }

  /** The person, with the roles last heard of. */
  get me(): Person {
    return this.#me
  }

  network(): Network {
    return this.sync.network(this.#options.language())
  }

  mayWrite(story: StoryId): boolean {
    const fact = this.previews.shown(story)?.fact
    return fact !== undefined && may(this.#me, 'write', fact.desk)
  }

  safety(story: StoryId): Safety {
    const failing = this.#trouble?.stories.includes(story) ?? false
    return safetyOf({
      waiting: this.store.waiting.of(story),
      failure: failing && this.#trouble ? this.#trouble.failure : null,
      online: this.sync.online,
      unborn: this.store.facts.story(story) === null,
      language: this.#options.language(),
    })
  }

  /** An update of mine is in the log. */
  wrote(story: StoryId, seq: number, at: Instant): void {
    this.store.waiting.added(story, seq, at)
    this.projector.touch(story)
    this.sync.wrote(story)
    this.tellSafety(story)
  }

  /** A command has been queued or withdrawn. */
  commandsChanged(story: StoryId | null): void {
    if (story) {
      this.previews.refresh(story)
      this.hub.rowsChanged(story)
    }
    this.hub.tell('outbox:changed', {})
    this.sync.commandGiven()
    this.#network.soon()
  }

  /** Tells the readers of a story how safe it is, and the lists when the word has changed. */
  tellSafety(story: StoryId): void {
    const safety = this.safety(story)
    this.hub.tellReaders(story, 'story:safety', { story, safety })
    if (this.#told.get(story) === safety.word) return
    this.#told.set(story, safety.word)
    this.hub.rowsChanged(story)
    this.#network.soon()
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.care.close()
    // Together: the end of the line ends what is being fetched.
    await Promise.all([this.#ahead.close(), this.sync.close()])
    this.#network.close()
    await this.projector.close()
    await this.merges.close()
    this.pictures.close()
    await this.text.close()
    this.store.close()
  }

  /** The store failed while the desk was put together: what has begun ends, so that it can be tried again. */
  #letGo(why: unknown): void {
    const { care, sync }: Partial<Pick<Desk, 'care' | 'sync'>> = this
    for (const timer of this.#timers) clearTimeout(timer)
    care?.close()
    this.#network.close()
    void this.#ahead?.close()
    void sync?.close()
    closeFailed(this.store, why)
  }

  #tellNetwork(): void {
    try {
      this.hub.tell('network:changed', this.network())
      for (const [story, word] of this.#told) {
        if (word !== this.safety(story).word) this.tellSafety(story)
      }
    } catch (error) {
      // The store's care has heard of it.
      if (!(error instanceof StoreFailure)) throw error
    }
  }

  /** The person reads another language now: what is wrong is told in it. */
  tellTroubleAnew(): void {
    this.hub.tell('network:changed', this.network())
    for (const story of this.#trouble?.stories ?? []) this.tellSafety(story)
  }

  #troubled(trouble: Trouble | null): void {
    const stories = new Set([...(this.#trouble?.stories ?? []), ...(trouble?.stories ?? [])])
    this.#trouble = trouble
    for (const story of stories) this.tellSafety(story)
  }

  #projected(stories: readonly StoryId[]): void {
    if (stories.length === 0) return
    this.#ahead.poke()
    for (const story of stories) if (this.store.waiting.of(story)) this.previews.refresh(story)
    this.hub.rowsChanged(...stories)
  }

  #foreignText(story: StoryId, update: Uint8Array): void {
    this.merges.poke()
    this.hub.tellReaders(story, 'story:update', { story, update: new Uint8Array(update) })
    this.projector.touch(story)
  }

  #acknowledged(story: StoryId): void {
    if (!this.store.waiting.of(story)) {
      this.previews.refresh(story)
      this.hub.rowsChanged(story)
    }
    this.tellSafety(story)
    this.merges.poke()
  }

  #judged(queued: Queued, verdict: Verdict): void {
    const story = storyOf(queued)
    if (verdict.kind === 'refused') {
      this.hub.tell('command:refused', { id: queued.id, because: verdict.because, story })
      if (!story) this.#tellNewsroom(queued.command.do === 'add-term' ? 'term' : 'breaking')
    } else this.#factsChanged([verdict.fact])
    this.commandsChanged(story)
    if (story) this.tellSafety(story)
  }

  #rowsDiffer(stories: readonly StoryId[]): void {
    for (const story of stories) this.previews.refresh(story)
    for (const story of stories) if (this.#told.has(story)) this.tellSafety(story)
    this.hub.rowsChanged(...(stories.length > 500 ? [] : stories))
    this.#network.soon()
  }

  #factsChanged(facts: readonly Fact[]): void {
    const stories: StoryId[] = []
    const types = new Set(facts.map(({ type }) => type))
    for (const fact of facts) {
      if (fact.type === 'document-head') stories.push(fact.story)
      if (fact.type !== 'story') continue
      stories.push(fact.id)
      this.previews.refresh(fact.id)
      if (fact.publication.at === 'live') this.projector.touch(fact.id)
    }
    if (stories.length > 0) this.hub.rowsChanged(...(stories.length > 500 ? [] : stories))
    for (const type of types) this.#tellNewsroom(type)
    if (types.has('asset')) this.#picturesArrived(facts)
    this.#network.soon()
  }

  #picturesArrived(facts: readonly Fact[]): void {
    this.#ahead.poke()
    // A publication may have waited for one of them.
    this.sync.commandGiven()
    const assets = facts.flatMap((fact) => (fact.type === 'asset' ? [fact] : []))
    // A first sync brings hundreds: the screens ask anew anyway.
    if (assets.length > 20) return
    for (const { id, bytes } of assets) {
      this.hub.tell('upload:progress', { asset: id, sent: bytes, bytes })
    }
  }

  /** What I may no longer read leaves this device. */
  #meet(me: Person): void {
    this.#me = me
    this.sync.quarantine.purgeIfTaken()
  }

  #tellNewsroom(type: Fact['type']): void {
    if (type === 'breaking') this.hub.tell('breaking:changed', {})
    if (type === 'term') this.hub.tell('terms:changed', {})
    if (type !== 'person' && type !== 'desk' && type !== 'newsroom') return
    const me = this.store.facts.all('person').find(({ person }) => person.id === this.#me.id)
    if (me) this.#meet(me.person)
    this.#options.onSurroundings()
  }
}
