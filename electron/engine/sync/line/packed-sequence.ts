/**
 * Decodes a MessagePack sequence while it arrives, item by item.
 *
 * DPS1  Every item that has arrived whole is given out, also when the rest never comes.
 * DPS2  Bytes that are no sequence, or an item that would be too large, are a failure at once.
 */
import { Unpackr } from 'msgpackr'
import type { z } from 'zod'
import { BadInput } from '../../../../shared/model/errors.ts'
import { checkItem } from './frames.ts'

const unpackr = new Unpackr({ useRecords: false, moreTypes: false, int64AsType: 'number' })

/** Largest item: a whole story with all that was ever written in it. */
const largestItem = 64 * 1024 * 1024

interface Incomplete {
  readonly incomplete: true
  readonly lastPosition?: number
}

const isIncomplete = (error: unknown): error is Incomplete =>
  error instanceof Error && 'incomplete' in error && error.incomplete === true

export class PackedSequence<T extends z.ZodType> {
  readonly #schema: T
  #chunks: Uint8Array[] = []
  #held = 0
  /** Trying again before this much is there would read the same bytes over and over. */
  #tryAt = 0

  constructor(schema: T) {
    this.#schema = schema
  }

  /** Takes the next bytes; gives the items that they complete. */
  push(chunk: Uint8Array): z.output<T>[] {
    this.#chunks.push(chunk)
    this.#held += chunk.length
    return this.#held < this.#tryAt ? [] : this.#take()
  }

  /** Nothing more comes, for whatever reason: gives what is whole and was not given yet. */
  rest(): z.output<T>[] {
    return this.#take()
  }

  /** Throws `BadInput` when the last item was not whole. */
  end(): void {
    if (this.#held > 0) throw new BadInput('The sequence ends in the middle of an item')
  }

  #take(): z.output<T>[] {
    const bytes = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : this.#joined()
    const values: unknown[] = []
    const rest = bytes.length === 0 ? bytes : bytes.subarray(this.#unpack(bytes, values))
    if (rest.length > largestItem) throw new BadInput('An item is larger than any story')
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#held = rest.length
    this.#tryAt = values.length > 0 ? 0 : rest.length * 2
    return values.map((value) => checkItem(value, this.#schema))
  }

  #joined(): Uint8Array {
    return Buffer.concat(this.#chunks, this.#held)
  }

  /** Gives the place after the last whole item. */
  #unpack(bytes: Uint8Array, values: unknown[]): number {
    let end = 0
    try {
      unpackr.unpackMultiple(bytes, (value, _start, after) => {
        values.push(value)
        end = after ?? end
      })
    } catch (error) {
      if (isIncomplete(error)) return end
      throw new BadInput('Not MessagePack', { cause: error })
    }
    return bytes.length
  }
}
