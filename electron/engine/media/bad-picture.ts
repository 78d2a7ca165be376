/** Why a file cannot be taken as a picture. */
import { NewsroomError } from '../../../shared/model/errors.ts'

const sentences = {
  'not-a-picture': 'This is not a picture that Copydesk takes: JPEG, PNG, WebP, TIFF, AVIF or GIF.',
  'picture-too-large': 'This file is larger than the server takes.',
  'picture-too-many-pixels': 'This picture has too many pixels. Save it smaller and try again.',
  'picture-damaged': 'This picture is damaged or cut short. Get it from its source again.',
} as const
export type BadPictureCode = keyof typeof sentences

export class BadPicture extends NewsroomError {
  readonly code: BadPictureCode
  readonly retry = 'never'
  constructor(code: BadPictureCode, options?: ErrorOptions) {
    super(sentences[code], options)
    this.code = code
  }
}
