/**
 * Where bytes of pictures lie. A port with two stores behind it: a folder (`folder-store.ts`) and
 * anything that speaks S3 (`s3-store.ts`). Keys are made of content hashes, so that writing one
 * twice writes the same, and no store needs conditional writes.
 *
 * VOS1  A key is there whole or not at all.
 */
import assert from 'node:assert'
import type { Readable } from 'node:stream'
import { NewsroomError } from '../../shared/model/errors.ts'

/** First and last byte, both inside. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export interface StoredObject {
  readonly key: string
  readonly bytes: number
}

export interface ObjectStore {
  /** Says early what would fail later: throws `StoreMisconfigured` or `StoreUnavailable`. */
  check(): Promise<void>
  put(key: string, bytes: Uint8Array | Readable): Promise<void>
  /** Size in bytes, or null when nothing is there. */
  head(key: string): Promise<number | null>
  /** Throws `NotInStore`. */
  get(key: string, range?: ByteRange): Promise<Readable>
  /** Everything below `folder`, all of it for ''; in no particular order. */
  list(folder: string): AsyncIterable<StoredObject>
  remove(key: string): Promise<void>
  /** Removes everything below `folder`. */
  removeFolder(folder: string): Promise<void>
  /** Clears what broken writes left behind before that moment. */
  tidy(before: Date): Promise<void>
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

/** There is no space left for pictures. */
export class StoreFull extends NewsroomError {
  readonly code = 'store-full'
  readonly retry = 'later'
  override readonly remedy = 'Make space where the server keeps its pictures.'
  constructor(cause: unknown) {
    super('The newsroom’s server has no space left for pictures', { cause })
  }
}

/** Settings of the store are wrong: trying again does not help. */
export class StoreMisconfigured extends NewsroomError {
  readonly code = 'store-misconfigured'
  readonly retry = 'never'
  override readonly remedy: string
  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(what, options)
    this.remedy = remedy
  }
}

const safeKey = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/

/** Nothing but our own keys reaches a store: no way out of a folder, nothing to escape in a URL. */
export function assertKey(key: string): void {
  assert(safeKey.test(key) && !key.includes('..'), `not a key: ${key}`)
}
