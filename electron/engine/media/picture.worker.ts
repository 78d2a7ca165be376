/** Decodes pictures away from the thread that writes the log. */
import { parentPort } from 'node:worker_threads'
import { toWireError, type WireError } from '../../../shared/model/errors.ts'
import { type Examined, examine } from './examine.ts'

export interface PictureRequest {
  readonly id: number
  readonly bytes: Uint8Array
}
export type PictureAnswer =
  | { readonly id: number; readonly ok: true; readonly examined: Examined }
  | { readonly id: number; readonly ok: false; readonly error: WireError }

async function answer({ id, bytes }: PictureRequest): Promise<PictureAnswer> {
  try {
    return { id, ok: true, examined: await examine(bytes) }
  } catch (error) {
    return { id, ok: false, error: toWireError(error) }
  }
}

// One at a time: each may need hundreds of megabytes.
let last: Promise<void> = Promise.resolve()
parentPort?.on('message', (request: PictureRequest) => {
  last = last.then(async () => parentPort?.postMessage(await answer(request)))
})
