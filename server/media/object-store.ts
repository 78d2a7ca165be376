/**
 * Where bytes of pictures lie. A port: a folder here, an S3-compatible store later. Keys are made
 * of content hashes, so that writing one twice writes the same.
 *
 * VOS1  A key is there whole or not at all.
 */
import type { Readable } from 'node:stream'
import { NewsroomError } from '../../shared/model/errors.ts'

/** First and last byte, both inside. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export interface ObjectStore {
  put(key: string, bytes: Uint8Array | Readable): Promise<void>
  /** Size in bytes, or null when nothing is there. */
  head(key: string): Promise<number | null>
  /** Throws `NotInStore`. */
  get(key: string, range?: ByteRange): Promise<Readable>
  remove(key: string): Promise<void>
}

/** The store has nothing under this key. */
export class NotInStore extends NewsroomError {
  readonly code = 'not-found'
  readonly retry = 'never'
  constructor(key: string) {
    super(`The object store has no ${key}`)
  }
}

/** The store could not read or write. */
export class StoreUnavailable extends NewsroomError {
  readonly code = 'store-unavailable'
  readonly retry = 'later'
  constructor(cause: unknown) {
    super('The object store does not work', { cause })
  }
}
