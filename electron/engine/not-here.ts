/** Failures of calls that need something which is not there. */
import { NewsroomError } from '../../shared/model/errors.ts'

/** Nobody is signed in on this device. */
export class SignedOut extends NewsroomError {
  readonly code = 'signed-out'
  readonly retry = 'never'
  constructor() {
    super('Nobody is signed in on this device')
  }
}

/** This device has never heard of the story, or has not asked the server for its text yet. */
export class StoryNotHere extends NewsroomError {
  readonly code = 'story-not-here'
  readonly retry = 'later'
  override readonly remedy = 'Go online: the server is asked for it as soon as it is reached.'
  constructor() {
    super('The text of this story is not on this device')
  }
}

/** The server has been asked, and has no text of it: nobody has sent any. */
export class TextNotSent extends NewsroomError {
  readonly code = 'story-not-sent'
  readonly retry = 'later'
  override readonly remedy = 'It comes when the computer on which it was written has sent it.'
  constructor() {
    super('The server has no text of this story yet')
  }
}

/** It was here and its log rows are gone, and no server has it. */
export class TextLost extends NewsroomError {
  readonly code = 'story-lost'
  readonly retry = 'never'
  override readonly remedy =
    'Keep the folder of this desk as it is: its damaged file and its good copies may hold the text.'
  constructor() {
    super('The text of this story can no longer be read here, and the server does not have it')
  }
}

/** The person's roles do not allow it. */
export class NotAllowed extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
}
