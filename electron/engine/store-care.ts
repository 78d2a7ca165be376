/**
 * Looks after the store while people work: checks its file, keeps good copies, notices rows that
 * are gone, and says so.
 *
 *     store, projector → [store care] → copies · salvage at the next start · notes for the person
 *
 * DSV6  Damage that SQLite meets while it works, or that a check finds, leads to a salvage.
 * DSV7  Words of mine that are gone are asked for; those that nobody has are named, never silently
 *      missing.
 * DSV8  Where more was written at once than is compared, the person is asked to read the story.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import type { Clock } from '../../shared/model/time.ts'
import { brokenStories, checkStore, makeCopy } from './store/check-store.ts'
import { askForSalvage, copiesOf, suspect, suspectNoMore } from './store/damaged-file.ts'
import type { Store } from './store/store.ts'

/** After the start, in milliseconds: the first screen comes first. */
const lookAfter = { dear: 5000, again: 15_000, all: 60_000, copy: 180_000 }
/** A copy may be so old, in milliseconds, before another one is made. */
const copyAge = 30 * 60_000
/** Making copies takes at most this part of the time. */
const copyShare = 1 / 100
/** SQLite may call a file damaged so often that its own check calls whole. */
const believed = 3

export interface StoreCareWiring {
  readonly store: Store
  readonly clock: Clock
  /** The file is damaged, and its salvage noted: the store must be closed and opened anew. */
  readonly onDamaged: () => void
  /** Ask the server for all of this story again. */
  readonly onGap: (story: StoryId) => void
  /** There is something to read. */
  readonly onNote: () => void
}

export class StoreCare {
  readonly #wiring: StoreCareWiring
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #asked = new Set<StoryId>()
  #suspicions = 0
  #checking = false
  #closed = false

  constructor(wiring: StoreCareWiring) {
    this.#wiring = wiring
    wiring.store.db.onDamage = () => this.#suspect()
    wiring.store.windows.onTooMany = (story) => this.#notCompared(story)
    this.#after(lookAfter.dear, () => this.check('dear'))
    this.#after(lookAfter.dear, () => this.#lookUntilItCan())
    this.#after(lookAfter.all, () => this.check('all'))
    this.#after(lookAfter.copy, () => this.#copyWhenDue())
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** Reads the file on another thread; one that is damaged leads to a salvage. */
  async check(what: 'dear' | 'all'): Promise<void> {
    const { store } = this.#wiring
    const damage = await checkStore(store.file, what)
    if (damage.length > 0) this.#damaged(damage)
    else if (what === 'all' && !this.#closed) suspectNoMore(store.folder)
  }

  /** A disk that takes no note now: words that are gone must not stay unsaid until the next start. */
  async #lookUntilItCan(): Promise<void> {
    try {
      await this.lookForLostRows()
    } catch (error) {
      this.#failed('search for lost rows', error)
      this.#after(lookAfter.again, () => this.#lookUntilItCan())
    }
  }

  /** Stories whose newest rows of mine are gone: what is here is sent whole, the rest asked for. */
  async lookForLostRows(): Promise<void> {
    const { store, clock, onGap, onNote } = this.#wiring
    const stories = await brokenStories(store.file)
    if (this.#closed || stories.length === 0) return
    const lost = store.db.transaction(() =>
      stories.filter((story) => {
        if (!store.rows.forgetLostRows(story)) return false
        store.care.add({ kind: 'words-missing', story }, clock())
        return true
      }),
    )
    for (const story of stories) onGap(story)
    if (lost.length > 0) onNote()
  }

  /** An update is missing in the middle of a story: asked for once, then named as missing. */
  gap(story: StoryId): void {
    const { store, clock, onGap, onNote } = this.#wiring
    const row = store.rows.get(story)
    if (!row) return
    const nobodyHasIt = row.head === 0 || (this.#asked.has(story) && row.have >= row.head)
    if (!nobodyHasIt) {
      this.#asked.add(story)
      onGap(story)
      return
    }
    if (store.care.knows('words-missing', story)) return
    store.care.add({ kind: 'words-missing', story }, clock())
    onNote()
  }

  #notCompared(story: StoryId): void {
    const { store, clock, onNote } = this.#wiring
    if (store.care.knows('not-compared', story)) return
    store.care.add({ kind: 'not-compared', story }, clock())
    onNote()
  }

  #suspect(): void {
    this.#suspicions += 1
    if (this.#suspicions >= believed) {
      this.#damaged(['met while reading or writing'])
      return
    }
    if (this.#checking || this.#closed) return
    this.#checking = true
    try {
      // Should the engine end over it before the check is through, the next one looks first.
      suspect(this.#wiring.store.folder)
    } catch (error) {
      // A disk that takes no file now: whoever met the damage must hear of that, not of this.
      this.#failed('suspect', error)
    }
    this.check('all')
      .catch((error: unknown) => this.#failed('check', error))
      .finally(() => {
        this.#checking = false
      })
  }

  #damaged(damage: readonly string[]): void {
    if (this.#closed) return
    const { store, clock, onDamaged } = this.#wiring
    this.close()
    console.error('copydesk engine: the store is damaged and will be salvaged:', damage)
    askForSalvage(store.folder, clock())
    onDamaged()
  }

  async #copyWhenDue(): Promise<void> {
    const { store, clock } = this.#wiring
    const newest = copiesOf(store.folder)[0]?.at ?? 0
    // A clock that was set back must not stop the copies.
    const age = Math.abs(clock() - newest)
    const began = performance.now()
    try {
      if (age >= copyAge) {
        const result = await makeCopy(store.folder, clock())
        if (!result.made && result.because === 'damaged') this.#damaged(result.damage)
      }
    } finally {
      const took = performance.now() - began
      this.#after(Math.max(copyAge / 3, took / copyShare), () => this.#copyWhenDue())
    }
  }

  #after(delay: number, work: () => Promise<void>): void {
    if (this.#closed) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work().catch((error: unknown) => this.#failed('care', error))
    }, delay)
    timer.unref()
    this.#timers.add(timer)
  }

  #failed(what: string, error: unknown): void {
    if (!this.#closed) console.error(`copydesk engine: ${what} of the store:`, error)
  }
}
