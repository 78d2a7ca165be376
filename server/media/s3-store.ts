/**
 * The object store behind an S3-compatible address (Swift, Ceph, MinIO, a cloud). Whole pictures are
 * never in memory: bytes pass in parts both ways.
 *
 *     upload desk, rendition shelf → [s3 store] → s3 request → bucket
 *
 * VSS1  A read that is cut off goes on from the byte where it stopped.
 * VSS2  Large objects go up in parts; what a failed one left behind is taken back.
 * VSS3  A stream that could not be sent is let go of: a store that is away for hours costs no files.
 * VSS4  So is the line of an object that nobody reads to its end.
 */
import { Readable } from 'node:stream'
import {
  assertKey,
  type ByteRange,
  NotInStore,
  type ObjectStore,
  type StoredObject,
  StoreFull,
  StoreMisconfigured,
  StoreUnavailable,
} from './object-store.ts'
import type { S3Config } from './s3-config.ts'
import { bytesOf, expectOk, openObject } from './s3-reading.ts'
import { type Patience, type S3Send, s3Requests, usualPatience } from './s3-request.ts'
import { partsOf, putInParts } from './s3-writing.ts'
import { elementsOf, textOf } from './s3-xml.ts'

/** Requests at a time when many objects go. */
const atOnce = 8

/** Keeps objects in a bucket. */
export function s3Store(config: S3Config, patience: Patience = usualPatience): ObjectStore {
  const strict = s3Requests(config, patience)
  // Settings were right at the start: a refusal later is somebody's change there, and pictures wait.
  const send: S3Send = (request) =>
    strict(request).catch((cause: unknown) => {
      throw cause instanceof StoreMisconfigured ? new StoreUnavailable(cause) : cause
    })
  const store: ObjectStore = {
    async check() {
      await checkBucket(strict, config.bucket)
      await store.put('check/written', new Uint8Array(1))
      await store.remove('check/written')
    },
    async put(key, bytes) {
      assertKey(key)
      try {
        const parts = partsOf(bytes)
        const first = await parts.next()
        const second = first.done ? first : await parts.next()
        const only = first.done ? new Uint8Array() : first.value
        if (second.done) await expectOk(await send({ method: 'PUT', key, body: only }))
        else await putInParts(send, key, [only, second.value], parts)
      } catch (cause) {
        throw isOurs(cause) ? cause : new StoreUnavailable(cause)
      } finally {
        if (bytes instanceof Readable) bytes.destroy()
      }
    },
    async head(key) {
      assertKey(key)
      const response = await send({ method: 'HEAD', key })
      if (response.status === 404) return null
      await expectOk(response)
      return Number(response.headers.get('content-length'))
    },
    async get(key: string, range?: ByteRange) {
      assertKey(key)
      const opened = await openObject(send, key, range)
      if (!opened) throw new NotInStore(key)
      const stream = Readable.from(bytesOf(send, key, opened), { objectMode: false })
      // Where reading never began, nothing else ends the answer; where it did, its reader does.
      stream.once('close', () => void opened.response.body?.cancel().catch(() => {}))
      return stream
    },
    list: (folder) => listObjects(send, folder),
    async remove(key) {
      assertKey(key)
      await removeOne(send, key)
    },
    async removeFolder(folder) {
      assertKey(folder)
      const keys: string[] = []
      for await (const { key } of listObjects(send, folder)) keys.push(key)
      while (keys.length > 0) {
        await Promise.all(keys.splice(0, atOnce).map((key) => removeOne(send, key)))
      }
    },
    tidy: (before) => abortOldUploads(send, before),
  }
  return store
}

const isOurs = (cause: unknown): boolean =>
  cause instanceof StoreUnavailable || cause instanceof StoreFull

async function removeOne(send: S3Send, key: string): Promise<void> {
  const response = await send({ method: 'DELETE', key })
  if (response.status !== 404) await expectOk(response)
}

async function checkBucket(send: S3Send, bucket: string): Promise<void> {
  const response = await send({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } })
  if (response.status === 404) {
    throw new StoreMisconfigured(
      `The object store has no bucket called ${bucket}`,
      'Create the bucket, or set COPYDESK_S3_BUCKET to one that exists.',
    )
  }
  await expectOk(response)
}

async function* listObjects(send: S3Send, folder: string): AsyncGenerator<StoredObject> {
  if (folder !== '') assertKey(folder)
  const prefix: Record<string, string> = folder === '' ? {} : { prefix: `${folder}/` }
  let after: Record<string, string> = {}
  do {
    const query = { 'list-type': '2', ...prefix, ...after }
    const page = await expectOk(await send({ method: 'GET', query }))
    for (const object of elementsOf(page, 'Contents')) {
      yield { key: textOf(object, 'Key'), bytes: Number(textOf(object, 'Size')) }
    }
    const token = textOf(page, 'NextContinuationToken')
    after = token === '' ? {} : { 'continuation-token': token }
  } while ('continuation-token' in after)
}

async function abortOldUploads(send: S3Send, before: Date): Promise<void> {
  let after: Record<string, string> = {}
  do {
    const page = await expectOk(await send({ method: 'GET', query: { uploads: '', ...after } }))
    for (const upload of elementsOf(page, 'Upload')) {
      if (new Date(textOf(upload, 'Initiated')) >= before) continue
      const query = { uploadId: textOf(upload, 'UploadId') }
      await (await send({ method: 'DELETE', key: textOf(upload, 'Key'), query })).text()
    }
    const [key, id] = [textOf(page, 'NextKeyMarker'), textOf(page, 'NextUploadIdMarker')]
    const more = textOf(page, 'IsTruncated') === 'true' && key !== ''
    after = more ? { 'key-marker': key, 'upload-id-marker': id } : {}
  } while ('key-marker' in after)
}
