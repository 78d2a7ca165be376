/**
 * Sends pictures to the server, part by part, and goes on where it stopped.
 *
 *     asset table, shelf → [media upload] → PUT and PATCH /v1/uploads/:asset → object store
 *
 * DMU1  An upload that was cut off goes on from the offset the server has.
 * DMU2  A picture counts as "on server" only when the server said complete.
 */
import { open } from 'node:fs/promises'
import { RemoteError } from '../../../shared/model/errors.ts'
import type { AssetId } from '../../../shared/model/ids.ts'
import {
  type UploadState,
  uploadOffsetHeader,
  uploadPart,
  uploadStateSchema,
} from '../../../shared/protocol/uploads.ts'
import type { WaitingPicture } from '../store/asset-table.ts'
import { shelfFile } from '../store/shelf-path.ts'
import type { Store } from '../store/store.ts'
import { jsonOf, request, type ServerAddress } from './server-api.ts'

const partPatience = 120_000

interface Wiring {
  readonly store: Store
  readonly address: () => ServerAddress
  readonly onProgress: (asset: AssetId, sent: number, bytes: number) => void
  readonly onSettled: (asset: AssetId) => void
  /** False when the line is gone or left: the upload stops between two parts. */
  readonly goOn: () => boolean
}

/** Sends every picture that waits, oldest first. */
export async function uploadPictures(wiring: Wiring): Promise<void> {
  const { store, goOn, onSettled } = wiring
  for (;;) {
    const [picture] = store.assets.waiting()
    if (!picture || !goOn()) return
    try {
      if (!(await upload(wiring, picture))) return
      store.assets.arrived(picture.asset)
    } catch (error) {
      if (!(error instanceof RemoteError) || error.retry === 'later') throw error
      store.assets.refused(picture.asset, error.message)
    }
    onSettled(picture.asset)
  }
}

/** True when complete; false when it stopped because the line was left. */
async function upload(wiring: Wiring, picture: WaitingPicture): Promise<boolean> {
  const { asset, bytes, mediaType } = picture
  let state = await start(wiring, asset, { bytes, mediaType })
  const file = await open(shelfFile(wiring.store.shelf, asset, 'original'))
  try {
    while (!state.complete) {
      if (!wiring.goOn()) return false
      const part = Buffer.alloc(Math.min(uploadPart, bytes - state.offset))
      const { bytesRead } = await file.read(part, 0, part.length, state.offset)
      state = await sendPart(wiring, picture, state.offset, part.subarray(0, bytesRead))
      wiring.onProgress(asset, state.offset, bytes)
    }
    return true
  } finally {
    await file.close()
  }
}

async function start(
  { address }: Wiring,
  asset: AssetId,
  json: { bytes: number; mediaType: string },
): Promise<UploadState> {
  const path = `/v1/uploads/${asset}`
  return await jsonOf(await request(address(), { method: 'PUT', path, json }), uploadStateSchema)
}

async function sendPart(
  wiring: Wiring,
  { asset, bytes, mediaType }: WaitingPicture,
  offset: number,
  body: Uint8Array,
): Promise<UploadState> {
  try {
    const response = await request(wiring.address(), {
      method: 'PATCH',
      path: `/v1/uploads/${asset}`,
      body,
      contentType: 'application/octet-stream',
      headers: { [uploadOffsetHeader]: String(offset) },
      patience: partPatience,
    })
    return await jsonOf(response, uploadStateSchema)
  } catch (error) {
    // Another offset than we thought: ask, and go on from there.
    if (error instanceof RemoteError && error.code === 'upload-offset') {
      return await start(wiring, asset, { bytes, mediaType })
    }
    throw error
  }
}
