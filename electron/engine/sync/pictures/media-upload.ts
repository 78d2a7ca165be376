/**
 * Sends pictures to the server, part by part, and goes on where it stopped.
 *
 *     asset table, shelf → [media upload] → PUT and PATCH /v1/uploads/:asset → object store
 *
 * DMU1  An upload that was cut off goes on from the offset the server has.
 * DMU2  A picture counts as "on server" only when the server said complete: it has hashed the whole.
 * DMU3  A few pictures travel at a time; one that fails does not hold up those behind it.
 * DMU4  A file that is no longer what was taken in is not sent; the picture says so and stays.
 * DMU5  Parts suit the line: cuts make them shorter, a good line longer.
 * DMU6  Between two parts text goes first.
 */
import { NewsroomError, RemoteError } from '../../../../shared/model/errors.ts'
import type { AssetId } from '../../../../shared/model/ids.ts'
import {
  type UploadState,
  uploadOffsetHeader,
  uploadPart,
  uploadStateSchema,
} from '../../../../shared/protocol/uploads.ts'
import type { WaitingPicture } from '../../store/asset-table.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import type { Store } from '../../store/store.ts'
import { jsonOf, request, type ServerAddress, ServerUnreachable } from '../line/server-api.ts'
import type { PartPace } from './part-pace.ts'
import { DamagedFile, isIntact, openPicture } from './shelved-original.ts'

const startPatience = 120_000
/** The last part is answered after the server has checked the whole picture. */
const partPatience = 180_000
/** The server judged the bytes, and the file here is sound: the way between may have changed them. */
const mostWrongHashes = 3

export const picturesAtOnce = 3

export interface UploadWiring {
  readonly store: Store
  readonly address: () => ServerAddress
  readonly pace: PartPace
  readonly onProgress: (asset: AssetId, sent: number, bytes: number) => void
  readonly onSettled: (asset: AssetId) => void
  /** False when the line is gone or pictures may not use it: uploads stop between two parts. */
  readonly goOn: () => boolean
  /** Resolves when a part may leave: text that waits goes first. */
  readonly turn?: () => Promise<void>
}

/** What goes on for one run: the pictures on their way, and the first failure. */
interface Run {
  readonly taken: Set<AssetId>
  failure: unknown
  lineGone: boolean
}

/** Sends every picture that waits, oldest first; throws the first failure after trying them all. */
export async function uploadPictures(wiring: UploadWiring): Promise<void> {
  const run: Run = { taken: new Set(), failure: null, lineGone: false }
  await Promise.all(Array.from({ length: picturesAtOnce }, () => lane(wiring, run)))
  if (run.failure !== null) throw run.failure
}

async function lane(wiring: UploadWiring, run: Run): Promise<void> {
  for (;;) {
    if (run.lineGone || !wiring.goOn()) return
    const picture = wiring.store.assets.nextWaiting(run.taken)
    if (!picture) return
    run.taken.add(picture.asset)
    await sendOne(wiring, run, picture)
  }
}

async function sendOne(wiring: UploadWiring, run: Run, picture: WaitingPicture): Promise<void> {
  const { store, onSettled } = wiring
  try {
    if (!(await upload(wiring, picture))) return
    store.assets.arrived(picture.asset)
  } catch (error) {
    const refusal = await verdictOf(wiring, picture, error)
    if (refusal === null) {
      run.failure ??= error
      run.lineGone ||= isForAll(error)
      return
    }
    store.assets.refused(picture.asset, refusal)
  }
  onSettled(picture.asset)
}

/** With the line gone, or the server without space, the others fail too; the rest is about one picture. */
const isForAll = (error: unknown): boolean =>
  error instanceof RemoteError ? serverWide.has(error.code) : error instanceof NewsroomError

const serverWide: ReadonlySet<string> = new Set([
  'store-full',
  'store-unavailable',
  'database-unavailable',
])

/** Why this picture will never be taken; null when it may be, later. */
async function verdictOf(
  { store }: UploadWiring,
  { asset, bytes }: WaitingPicture,
  error: unknown,
): Promise<string | null> {
  if (error instanceof DamagedFile) return error.code
  if (!(error instanceof RemoteError) || error.retry === 'later') return null
  if (error.code !== 'wrong-hash') return error.code
  const file = shelfFile(store.shelf, asset, 'original')
  if (!(await isIntact(file, asset, bytes))) return new DamagedFile().code
  return store.assets.countWrongHash(asset) < mostWrongHashes ? null : error.code
}

/** True when complete; false when it stopped because it may not go on. */
async function upload(wiring: UploadWiring, picture: WaitingPicture): Promise<boolean> {
  const { asset, bytes } = picture
  let state = await startUpload(wiring.address(), picture)
  if (state.complete) return true
  const file = await openPicture(shelfFile(wiring.store.shelf, asset, 'original'), asset, bytes)
  try {
    wiring.onProgress(asset, state.offset, bytes)
    while (!state.complete) {
      await wiring.turn?.()
      if (!wiring.goOn()) return false
      const size = Math.min(wiring.pace.bytes, uploadPart, bytes - state.offset)
      const part = await file.read(state.offset, size)
      state = await sendPart(wiring, picture, state.offset, part)
      wiring.onProgress(asset, state.offset, bytes)
    }
    return true
  } finally {
    await file.close()
  }
}

/** Begins an upload or asks how far it is; one that is complete stays so. */
export async function startUpload(
  address: ServerAddress,
  { asset, bytes, mediaType }: WaitingPicture,
): Promise<UploadState> {
  const response = await request(address, {
    method: 'PUT',
    path: `/v1/uploads/${asset}`,
    json: { bytes, mediaType },
    patience: startPatience,
  })
  return await jsonOf(response, uploadStateSchema)
}

async function sendPart(
  wiring: UploadWiring,
  picture: WaitingPicture,
  offset: number,
  body: Uint8Array,
): Promise<UploadState> {
  const { pace } = wiring
  const began = performance.now()
  try {
    const response = await request(wiring.address(), {
      method: 'PATCH',
      path: `/v1/uploads/${picture.asset}`,
      body,
      contentType: 'application/octet-stream',
      headers: { [uploadOffsetHeader]: String(offset) },
      patience: partPatience,
    })
    const state = await jsonOf(response, uploadStateSchema)
    pace.arrived(body.length, performance.now() - began)
    return state
  } catch (error) {
    // Another offset than we thought: ask, and go on from there.
    if (error instanceof RemoteError && asksAnew.has(error.code))
      return await startUpload(wiring.address(), picture)
    if (error instanceof ServerUnreachable) pace.cut(body.length)
    throw error
  }
}

const asksAnew: ReadonlySet<string> = new Set([
  'upload-offset',
  'upload-not-begun',
  'upload-begins-anew',
])
