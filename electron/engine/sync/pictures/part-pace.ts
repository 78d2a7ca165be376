/**
 * How large the next part of a picture is. Large parts on a good line; small ones on a slow or
 * shaky line, where what is cut off is sent again and one part must fit between two cuts.
 */
import { uploadPart } from '../../../../shared/protocol/uploads.ts'

const smallest = 64 * 1024
const first = 1024 * 1024
/** A part that took so long leaves little time between two cuts, and text waits behind it. */
const slow_ms = 6000
const quick_ms = 1500

export class PartPace {
  #bytes = first

  get bytes(): number {
    return this.#bytes
  }

  /** A part of `bytes` arrived after so many milliseconds. */
  arrived(bytes: number, took: number): void {
    // The short end of a picture says little about a whole part.
    if (took > slow_ms) this.#set(bytes / 2)
    else if (took < quick_ms && bytes >= this.#bytes) this.#set(this.#bytes * 2)
  }

  /** A part of `bytes` was cut off; those that went with it on the same line count as one cut. */
  cut(bytes: number): void {
    this.#set(Math.min(this.#bytes, bytes / 2))
  }

  #set(bytes: number): void {
    this.#bytes = Math.min(uploadPart, Math.max(smallest, Math.round(bytes)))
  }
}
