/** What is left to bring over both ways, in counts and bytes, and how it gets on. */
import type { WorkLeft } from '../../../shared/ipc/rows.ts'
import type { Store } from '../store/store.ts'
import { moved, noPace, perSecond, secondsFor } from './progress.ts'

interface Wiring {
  readonly store: Store
  readonly steady: () => number
  /** Stories of which the server has more. */
  readonly behind: () => number
}

/** Counting the bytes that wait reads the whole waiting part of the log: a long one not each time. */
const countAgainAfter = 1000
const isShort = 500

export class LeftToDo {
  readonly #wiring: Wiring
  #sent = noPace
  #came = noPace
  #stories = noPace
  #counted = { at: Number.NEGATIVE_INFINITY, textBytes: 0, behind: 0 }
  readonly #sentOfPictures = new Map<string, number>()

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Bytes have gone to the server. */
  sent(bytes: number): void {
    this.#sent = moved(this.#sent, bytes, this.#wiring.steady())
  }

  /** Bytes of text have come. */
  came(bytes: number): void {
    this.#came = moved(this.#came, bytes, this.#wiring.steady())
  }

  /** Stories have come. */
  stories(count: number): void {
    this.#stories = moved(this.#stories, count, this.#wiring.steady())
  }

  /** So much of a picture is on the server. */
  picture(asset: string, sent: number, bytes: number): void {
    this.sent(Math.max(0, sent - (this.#sentOfPictures.get(asset) ?? 0)))
    if (sent < bytes) this.#sentOfPictures.set(asset, sent)
    else this.#sentOfPictures.delete(asset)
  }

  /** Bytes of text that wait; exact within a second. */
  get textBytes(): number {
    return this.#count().textBytes
  }

  /** Stories whose text waits at the server; exact within a second. */
  get storiesBehind(): number {
    return this.#count().behind
  }

  now(): WorkLeft {
    const { store, steady } = this.#wiring
    const at = steady()
    const { textBytes, behind } = this.#count()
    const pictures = store.assets.waitingTotal()
    const pictureBytes = Math.max(0, pictures.bytes - this.#sentOfWaiting())
    const up = secondsFor(textBytes + pictureBytes, this.#sent, at)
    const down = secondsFor(behind, this.#stories, at)
    const rate = (perSecond(this.#sent, at) ?? 0) + (perSecond(this.#came, at) ?? 0)
    return {
      up: {
        stories: store.waiting.stories().length,
        updates: store.waiting.total().updates,
        bytes: textBytes,
        commands: store.outbox.waiting().length,
        pictures: pictures.pictures,
        pictureBytes,
      },
      down: { stories: behind, told: store.marks.cursor() !== null },
      rate: Math.round(rate) || null,
      secondsLeft: up === null && down === null ? null : Math.max(up ?? 0, down ?? 0),
    }
  }

  /** Of the pictures that wait; one that was refused half-way, or came from elsewhere, is no longer among them. */
  #sentOfWaiting(): number {
    if (this.#sentOfPictures.size === 0) return 0
    const waiting = this.#wiring.store.assets.waitingAmong([...this.#sentOfPictures.keys()])
    return waiting.reduce((sum, asset) => sum + (this.#sentOfPictures.get(asset) ?? 0), 0)
  }

  #count() {
    const at = this.#wiring.steady()
    const { store, behind } = this.#wiring
    const isDue = at - this.#counted.at >= countAgainAfter
    if (isDue || store.waiting.total().updates < isShort) {
      this.#counted = { at, textBytes: bytesOf(store), behind: behind() }
    }
    return this.#counted
  }
}

function bytesOf({ db }: Store): number {
  const row = db.get<{ bytes: number | null }>(
    'select sum(length(body)) as bytes from log where mine = 1 and server_seq is null',
  )
  return row?.bytes ?? 0
}
