/**
 * One person at one newsroom's desk: their store, what is computed from it, and its sync. Puts the
 * stages together; each knows only the earlier ones.
 *
 *     handlers → [desk] → store · projector · previews · ingest · sync
 */
import type { Network, Safety } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import type { Clock, Instant } from '../../shared/model/time.ts'
import type { DeskOptions } from './desk-options.ts'
import type { Hub } from './hub.ts'
import { PictureProcess } from './media/picture-process.ts'
import { MergeDesk } from './merge/merge-desk.ts'
import { NewsroomNews } from './newsroom-news.ts'
import { Previews } from './previews.ts'
import { TextWorker } from './projection/text-worker.ts'
import { Projector } from './projector.ts'
import { SafetyTold } from './safety-told.ts'
import { closeFailed, openStore, type Store } from './store/store.ts'
import { StoreCare } from './store-care.ts'
import { isQuiet } from './sync/network-of.ts'
import { PicturesAhead } from './sync/pictures/pictures-ahead.ts'
import { Sync } from './sync/sync.ts'
import type { SyncEvents } from './sync/sync-wiring.ts'

/** Work that can wait until the first screen is up, in milliseconds after the start. */
const projectAfter = 1500
/** Windows that outlived an engine have come back to the next one by then. */
const windowsAreBack = 60_000

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
  readonly #safety: SafetyTold
  readonly #news: NewsroomNews
  #timers: readonly NodeJS.Timeout[] = []
  #me: Person

  constructor(options: DeskOptions) {
    this.#options = options
    this.#me = options.person
    const { folder, device, person } = options
    const store = openStore({
      folder,
      me: person.id,
      device,
      onTrouble: (trouble) => this.#safety.troubled(trouble),
    })
    this.store = store
    try {
      this.#safety = this.#newSafety()
      this.previews = new Previews(store, () => this.#me)
      this.projector = this.#newProjector()
      this.care = this.#newCare()
      this.merges = this.#newMerges()
      this.#news = this.#newNews()
      this.sync = this.#newSync()
      this.#timers = [
        setTimeout(() => this.projector.catchUp(), projectAfter),
        setTimeout(() => this.merges.poke(), projectAfter),
        setTimeout(() => this.#windowsAreBack(), windowsAreBack),
      ]
      this.#ahead = new PicturesAhead({
        store,
        desks: () => this.#me.memberships.map(({ desk }) => desk),
        isQuiet: () => isQuiet(this.network()),
        fetch: (asset, size) => this.sync.pictures.fetch(asset, size),
        lookForLost: () => this.#lookForLost(),
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
    return this.#safety.of(story)
  }

  /** An update of mine is in the log. */
  wrote(story: StoryId, seq: number, at: Instant): void {
    this.store.waiting.added(story, seq, at)
    this.projector.touch(story)
    this.sync.wrote(story)
    this.#safety.tell(story)
  }

  /** A command has been queued or withdrawn. */
  commandsChanged(story: StoryId | null): void {
    if (story) {
      this.previews.refresh(story)
      this.hub.rowsChanged(story)
    }
    this.hub.tell('outbox:changed', {})
    this.sync.commandGiven()
    this.#safety.networkDiffers()
  }

  /** The person reads another language now: what is wrong is told in it. */
  tellTroubleAnew(): void {
    this.#safety.tellTroubleAnew()
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.care.close()
    // Together: the end of the line ends what is being fetched.
    await Promise.all([this.#ahead.close(), this.sync.close()])
    this.#safety.close()
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
    this.#safety?.close()
    void this.#ahead?.close()
    void sync?.close()
    closeFailed(this.store, why)
  }

  #newSafety(): SafetyTold {
    return new SafetyTold({
      store: this.store,
      hub: this.hub,
      language: this.#options.language,
      network: () => this.network(),
      online: () => this.sync.online,
    })
  }

  #newProjector(): Projector {
    return new Projector({
      store: this.store,
      worker: this.text,
      clock: () => this.sync.now(),
      onProjected: (stories) => this.#projected(stories),
      onGap: (story) => this.care.gap(story),
    })
  }

  #newCare(): StoreCare {
    return new StoreCare({
      store: this.store,
      clock: this.clock,
      onDamaged: this.#options.onDamaged,
      onGap: (story) => this.sync.getAgain(story),
      onNote: () => this.hub.tell('care:changed', {}),
    })
  }

  #newMerges(): MergeDesk {
    return new MergeDesk({
      store: this.store,
      worker: this.text,
      clock: () => this.sync.now(),
      me: () => this.#me.id,
      mayWrite: (story) => this.mayWrite(story),
      onGap: (story) => this.sync.getAgain(story),
      onFound: (story, { update, seq, at }) => {
        this.hub.tellReaders(story, 'story:update', { story, update: new Uint8Array(update) })
        this.wrote(story, seq, at)
      },
    })
  }

  #newNews(): NewsroomNews {
    return new NewsroomNews({
      store: this.store,
      hub: this.hub,
      previews: this.previews,
      safety: this.#safety,
      me: () => this.#me,
      onLive: (story) => this.projector.touch(story),
      onPictures: () => {
        this.#ahead.poke()
        // A publication may have waited for one of them.
        this.sync.commandGiven()
      },
      onMe: (person) => this.#meet(person),
      onSurroundings: this.#options.onSurroundings,
      onJudged: (story) => this.commandsChanged(story),
    })
  }

  #newSync(): Sync {
    const { clock, steady, random, server, token, noToken, hub } = this.#options
    return new Sync({
      store: this.store,
      worker: this.text,
      clock,
      steady,
      random,
      server,
      token,
      noToken,
      desks: () => this.#me.memberships.map(({ desk }) => desk),
      mayWrite: (story) => this.mayWrite(story),
      me: () => this.#me,
      openStories: () => hub.openStories(),
      events: this.#syncEvents(),
    })
  }

  #syncEvents(): SyncEvents {
    const { hub, device, onSignInEnded } = this.#options
    return {
      onNetwork: () => this.#safety.networkDiffers(),
      onSignInEnded: (why) => {
        if (why === 'account-closed') this.sync.quarantine.shutOut()
        onSignInEnded()
      },
      onForeignText: (story, update) => this.#foreignText(story, update),
      onAcknowledged: (story) => this.#acknowledged(story),
      onFacts: (facts) => this.#news.facts(facts),
      onVerdict: (queued, verdict) => this.#news.verdict(queued, verdict),
      onPresence: (story, present) => {
        // The server tells everybody of everybody; this desk knows of itself.
        const others = present.filter((person) => person.device !== device)
        hub.tellReaders(story, 'story:present', { story, present: others })
      },
      onUpload: (asset, sent, bytes) => {
        hub.tell('upload:progress', { asset: asset as never, sent, bytes })
      },
      onUploaded: () => {
        // A publication may have waited for that picture.
        this.sync.commandGiven()
        this.#safety.networkDiffers()
      },
      onBroughtBack: (stories) => {
        this.#news.storiesDiffer(stories)
        hub.tell('outbox:changed', {})
        hub.tell('care:changed', {})
      },
      onGone: (stories) => this.#news.storiesDiffer(stories),
      onNowhere: (stories) => hub.rowsChanged(...stories),
      onQuarantine: () => {
        hub.tell('quarantine:changed', {})
        this.#safety.networkDiffers()
      },
    }
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
    this.#safety.tell(story)
    this.merges.poke()
  }

  /** What the server has lost and this desk holds leaves again. */
  async #lookForLost(): Promise<void> {
    if (!(await this.sync.pictures.lookForLost())) return
    this.sync.pictureTaken()
    this.#safety.networkDiffers()
  }

  #windowsAreBack(): void {
    this.store.held.forgetAllBut(this.hub.openStories())
    this.sync.quarantine.purgeIfTaken()
  }

  /** What I may no longer read leaves this device. */
  #meet(me: Person): void {
    this.#me = me
    this.sync.quarantine.purgeIfTaken()
  }
}
