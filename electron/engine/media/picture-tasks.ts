/** What the picture process is asked and what it answers. */
import type { WireError } from '../../../shared/model/errors.ts'
import type { Examined } from './examine.ts'

export interface PictureRequest {
  readonly id: number
  readonly file: string
  /** Where the renditions go. */
  readonly shelf: string
}

export type PictureFacts = Omit<Examined, 'renditions'>

export type PictureAnswer =
  | { readonly id: number; readonly ok: true; readonly facts: PictureFacts }
  | { readonly id: number; readonly ok: false; readonly error: WireError }
