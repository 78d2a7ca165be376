/**
 * Fetches lead pictures of one's own desks before anybody opens their stories, so that they are
 * there on the train; then looks whether the server still has one's own. Only when nothing else
 * wants the line.
 *
 *     facts, quiet line → [pictures ahead] → fetch picture → shelf
 *
 * DPA1  Small sizes come first, for every story; larger ones after.
 * DPA3  A picture that the server does not have holds up none behind it.
 * DPA2  Nothing is fetched ahead while text, commands or own pictures wait, or data is saved.
 */
import { existsSync } from 'node:fs'
import { RemoteError } from '../../../../shared/model/errors.ts'
import type { AssetId } from '../../../../shared/model/ids.ts'
import type { PictureSize } from '../../parent-contract.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import type { Store } from '../../store/store.ts'
import { StoreFailure } from '../../store/store-failure.ts'

/** Stories whose pictures are fetched ahead: what a desk works on and looks at in a day. */
const mostStories = 150
const sizes: readonly PictureSize[] = ['thumb', 'medium']
/** After something has changed, and between two looks, in milliseconds. */
const quiet = 3000
const lookAgain = 120_000

interface Wiring {
  readonly store: Store
  readonly desks: () => readonly string[]
  /** True while nothing else wants the line and pictures may use it. */
  readonly isQuiet: () => boolean
  readonly fetch: (asset: AssetId, size: PictureSize) => Promise<unknown>
  /** All is here that was to come: a moment for what can wait longest. */
  readonly lookForLost: () => Promise<void>
}

export class PicturesAhead {
  readonly #wiring: Wiring
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #closed = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** There may be something new, or the line is free again. */
  poke(): void {
    this.#in(quiet)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  #in(wait: number): void {
    if (this.#closed || this.#running) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#running = this.#run()
        .catch(storeFailed)
        .finally(() => {
          this.#running = null
          this.#in(lookAgain)
        })
    }, wait)
    this.#timer.unref()
  }

  async #run(): Promise<void> {
    const { isQuiet, fetch } = this.#wiring
    for (const { asset, size } of this.#missing()) {
      if (this.#closed || !isQuiet()) return
      // What cannot be had now is asked for again at the next look.
      try {
        await fetch(asset, size)
      } catch (error) {
        const isAboutThisOne = error instanceof RemoteError && error.retry === 'never'
        if (!isAboutThisOne) return
      }
    }
    if (!this.#closed && isQuiet()) await this.#wiring.lookForLost()
  }

  #missing(): { asset: AssetId; size: PictureSize }[] {
    const { store, desks } = this.#wiring
    const assets = store.assets.leadsOf(desks(), mostStories)
    return sizes.flatMap((size) =>
      assets
        .filter((asset) => !existsSync(shelfFile(store.shelf, asset, size)))
        .map((asset) => ({ asset, size })),
    )
  }
}

/** A disk that cannot be read now; whoever writes says so, and the next look asks again. */
function storeFailed(error: unknown): void {
  if (!(error instanceof StoreFailure)) throw error
}
