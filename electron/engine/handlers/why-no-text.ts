/**
 * Why nothing of a story's text is on this device, and what there is to expect.
 *
 * DNT1  Text that is nowhere is said to be nowhere: that it will come is said only while the server
 *       has not answered that it has none.
 */
import type { NewsroomError } from '../../../shared/model/errors.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { notYoursToRead } from '../../../shared/model/reading.ts'
import type { Desk } from '../desk.ts'
import { NotAllowed, StoryNotHere, TextLost, TextNotSent } from '../not-here.ts'

/** The failure to answer with; asks the server for the text where that makes sense. */
export function whyNoText(desk: Desk, story: StoryId): NewsroomError {
  const { outbox, care } = desk.store
  // Born here and unknown to the server: its text was never anywhere else.
  if (outbox.waitsToCreate(story)) return new TextLost()
  const expected = desk.sync.get(story)
  if (expected === 'withheld') return new NotAllowed(notYoursToRead.message)
  if (expected === 'asked-for') return new StoryNotHere()
  return care.hasLost(story) ? new TextLost() : new TextNotSent()
}
