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

/** This device has never heard of the story, or has not fetched its text yet. */
export class StoryNotHere extends NewsroomError {
  readonly code = 'story-not-here'
  readonly retry = 'later'
  override readonly remedy = 'Go online: the text is fetched as soon as the server is reached.'
  constructor() {
    super('The text of this story is not on this device yet')
  }
}

/** The person's roles do not allow it. */
export class NotAllowed extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
}
