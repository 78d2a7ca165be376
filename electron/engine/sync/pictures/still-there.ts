/**
 * Asks now and then whether the server still has a picture that this desk took in: a disk or a
 * bucket loses what the database tells of, and nobody else may hold it.
 *
 *     asset table → [still there] → PUT /v1/uploads/:asset → asset table → media upload
 *
 * DLP1  A picture that the server has lost is sent again by the desk that took it in, by itself.
 * DLP2  Each picture is asked after at most once a day, one at a time, the newest first.
 */
import { existsSync } from 'node:fs'
import { NewsroomError } from '../../../../shared/model/errors.ts'
import type { AssetId } from '../../../../shared/model/ids.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import type { Store } from '../../store/store.ts'
import type { ServerAddress } from '../line/server-api.ts'
import { startUpload } from './media-upload.ts'

/** In milliseconds, since a picture was last asked after. */
const aDay = 24 * 60 * 60_000

interface Wiring {
  readonly store: Store
  readonly address: () => ServerAddress
  readonly steady: () => number
}

export class StillThere {
  readonly #wiring: Wiring
  readonly #asked = new Map<AssetId, number>()

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Asks after the next picture; true when it waits to be sent again. */
  async look(): Promise<boolean> {
    const { store, address, steady } = this.#wiring
    const now = steady()
    for (const [asset, at] of this.#asked) if (now - at >= aDay) this.#asked.delete(asset)
    const picture = store.assets.nextOnServer(this.#asked)
    if (!picture) return false
    this.#asked.set(picture.asset, now)
    // What is not on the shelf any more could not be sent.
    if (!existsSync(shelfFile(store.shelf, picture.asset, 'original'))) return false
    try {
      if ((await startUpload(address(), picture)).complete) return false
      store.assets.lostOnServer(picture.asset)
      return true
    } catch (error) {
      // No line, no permission, a full disk: it is asked after again tomorrow.
      if (!(error instanceof NewsroomError)) throw error
      return false
    }
  }
}
