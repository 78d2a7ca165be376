/** What can go wrong with an upload, in words for the desk that sends it. */
import { NewsroomError } from '../../shared/model/errors.ts'
import type { UploadState } from '../../shared/protocol/uploads.ts'

/** The part does not follow the last one that was stored; `state.offset` is where to go on. */
export class WrongOffset extends NewsroomError {
  readonly code = 'upload-offset'
  readonly retry = 'later'
  readonly state: UploadState
  constructor(state: UploadState) {
    super(`The upload goes on from byte ${state.offset}`)
    this.state = state
  }
}

/** The person may not add pictures. */
export class MayNotUpload extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
  constructor() {
    super('You are on no desk of this newsroom')
  }
}

/** No upload of this asset is under way: it was never begun, or given up after a long silence. */
export class NoSuchUpload extends NewsroomError {
  readonly code = 'upload-not-begun'
  readonly retry = 'later'
  constructor() {
    super('Begin the upload first')
  }
}

/** The bytes are not those that the address names. */
export class WrongHash extends NewsroomError {
  readonly code = 'wrong-hash'
  readonly retry = 'never'
  constructor() {
    super('The bytes do not have the hash in their address')
  }
}

/** A part that had been stored is no longer in the store. */
export class PartLost extends NewsroomError {
  readonly code = 'upload-begins-anew'
  readonly retry = 'later'
  constructor(cause: unknown) {
    super('The server has lost a part of the upload; it begins anew', { cause })
  }
}
