/**
 * Pictures on their way, both directions: after text and commands, and not at all where the
 * person saves data, unless they send for them.
 *
 *     asset table, screens → [picture road] → media upload, fetch picture
 */
import { NewsroomError } from '../../../../shared/model/errors.ts'
import type { AssetId } from '../../../../shared/model/ids.ts'
import type { PictureSize } from '../../parent-contract.ts'
import type { Store } from '../../store/store.ts'
import type { ServerAddress } from '../line/server-api.ts'
import { fetchPicture } from './fetch-picture.ts'
import { uploadPictures } from './media-upload.ts'
import { PartPace } from './part-pace.ts'
import { StillThere } from './still-there.ts'
import { afterPicture, type Demand, mayTravel, type Saving, saveData, sendNow } from './traffic.ts'
import { Turns } from './turns.ts'

/** The person saves data on this network. */
export class PicturesHeld extends NewsroomError {
  readonly code = 'pictures-held'
  readonly retry = 'later'
}

interface Wiring {
  readonly store: Store
  readonly address: () => ServerAddress
  readonly steady: () => number
  readonly demand: () => Omit<Demand, 'stoodBack'>
  readonly onProgress: (asset: AssetId, sent: number, bytes: number) => void
  readonly onSettled: () => void
}

export class PictureRoad {
  readonly #wiring: Wiring
  readonly #pace = new PartPace()
  readonly #turns: Turns
  readonly #stillThere: StillThere
  #saving: Saving

  constructor(wiring: Wiring) {
    this.#wiring = wiring
    this.#turns = new Turns(wiring)
    this.#stillThere = new StillThere(wiring)
    this.#saving = saveData(wiring.store.marks.savesData())
  }

  get saving(): Saving {
    return this.#saving
  }

  /** Sends the pictures that wait, as far as they may travel. */
  async upload(): Promise<void> {
    const { store, address, demand, onProgress, onSettled } = this.#wiring
    await uploadPictures({
      store,
      address,
      pace: this.#pace,
      onProgress,
      onSettled: () => {
        this.#saving = afterPicture(this.#saving, store.assets.waitingTotal().pictures)
        onSettled()
      },
      goOn: () => demand().online && mayTravel(this.#saving),
      turn: () => this.#turns.wait(),
    })
  }

  /** File of a picture, fetched if need be and allowed. */
  async fetch(asset: AssetId, size: PictureSize): Promise<string> {
    const { address, store } = this.#wiring
    const allowed = (): ServerAddress => {
      if (!mayTravel(this.#saving)) throw new PicturesHeld('Pictures wait on this network')
      return address()
    }
    const line = { address: allowed, turn: () => this.#turns.wait() }
    return await fetchPicture(line, store.shelf, asset, size)
  }

  /** Asks after one picture of mine at the server; true when it waits to be sent again. */
  async lookForLost(): Promise<boolean> {
    return this.#wiring.demand().online && mayTravel(this.#saving) && this.#stillThere.look()
  }

  saveData(save: boolean): void {
    this.#wiring.store.marks.saveData(save)
    this.#saving = saveData(save)
  }

  sendNow(): void {
    const { pictures } = this.#wiring.store.assets.waitingTotal()
    this.#saving = afterPicture(sendNow(this.#saving), pictures)
  }

  /** Text or commands have left, or the line has gone: pictures may pass. */
  look(): void {
    this.#turns.look()
  }
}
