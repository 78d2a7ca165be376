/**
 * How safe each story's text is, why the disk refuses it where it does, and what the line is like:
 * windows hear when one of them changes.
 */
import type { Network, Safety } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import type { Hub } from './hub.ts'
import { safetyOf } from './safety.ts'
import type { Store } from './store/store.ts'
import { StoreFailure } from './store/store-failure.ts'
import type { Trouble } from './store/write-batch.ts'
import { ToldTogether } from './told-together.ts'

/** News of the network is gathered for so many milliseconds. */
const gathering = 30

interface Wiring {
  readonly store: Store
  readonly hub: Hub
  readonly language: () => Language
  readonly network: () => Network
  readonly online: () => boolean
}

export class SafetyTold {
  readonly #wiring: Wiring
  readonly #told = new Map<StoryId, Safety['word']>()
  readonly #network = new ToldTogether(() => this.#tellNetwork(), gathering)
  #trouble: Trouble | null = null

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  of(story: StoryId): Safety {
    const { store, online, language } = this.#wiring
    const failing = this.#trouble?.stories.includes(story) ?? false
    return safetyOf({
      waiting: store.waiting.of(story),
      failure: failing && this.#trouble ? this.#trouble.failure : null,
      online: online(),
      unborn: store.facts.story(story) === null,
      language: language(),
    })
  }

  /** Tells the readers of a story how safe it is, and the lists when the word has changed. */
  tell(story: StoryId): void {
    const { hub } = this.#wiring
    const safety = this.of(story)
    hub.tellReaders(story, 'story:safety', { story, safety })
    if (this.#told.get(story) === safety.word) return
    this.#told.set(story, safety.word)
    hub.rowsChanged(story)
    this.#network.soon()
  }

  /** Tells again of those that somebody has heard of. */
  tellKnown(stories: readonly StoryId[]): void {
    for (const story of stories) if (this.#told.has(story)) this.tell(story)
  }

  /** The disk does not take these stories' words; null: it takes everything again. */
  troubled(trouble: Trouble | null): void {
    const stories = new Set([...(this.#trouble?.stories ?? []), ...(trouble?.stories ?? [])])
    this.#trouble = trouble
    for (const story of stories) this.tell(story)
  }

  /** The person reads another language now: what is wrong is told in it. */
  tellTroubleAnew(): void {
    this.#wiring.hub.tell('network:changed', this.#wiring.network())
    for (const story of this.#trouble?.stories ?? []) this.tell(story)
  }

  /** Something about the line, or about what waits for it, is different. */
  networkDiffers(): void {
    this.#network.soon()
  }

  close(): void {
    this.#network.close()
  }

  #tellNetwork(): void {
    try {
      this.#wiring.hub.tell('network:changed', this.#wiring.network())
      for (const [story, word] of this.#told) {
        if (word !== this.of(story).word) this.tell(story)
      }
    } catch (error) {
      // The store's care has heard of it.
      if (!(error instanceof StoreFailure)) throw error
    }
  }
}
