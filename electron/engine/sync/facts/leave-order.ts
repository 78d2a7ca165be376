/**
 * Which command may leave next. Pure.
 *
 * DLO1  Commands about one thing leave in the order they were given; other things do not wait.
 * DLO2  A command about a story leaves after the text that was written before it has arrived, so
 *      that the server judges the text its giver saw. Creating the story comes before its text.
 * DLO3  What brings a story to readers leaves after its pictures have arrived, as far as they will.
 */
import { isStoryCommand } from '../../../../shared/model/commands.ts'
import type { StoryId } from '../../../../shared/model/ids.ts'
import { type Queued, subjectOf } from '../../store/outbox.ts'

/** Seq of my oldest unacknowledged update of a story, or null when all have arrived. */
export type OldestWaiting = (story: StoryId) => number | null

/** True while pictures of a story are on their way to the server. */
export type PicturesWait = (story: StoryId) => boolean

/** The command to send now, or null when all must wait. */
export function nextToLeave(
  queued: readonly Queued[],
  oldestWaiting: OldestWaiting,
  picturesWait: PicturesWait = () => false,
): Queued | null {
  const blocked = new Set<string>()
  for (const candidate of queued) {
    const subject = subjectOf(candidate.command)
    const mayLeave =
      !blocked.has(subject) &&
      textHasArrived(candidate, oldestWaiting) &&
      !waitsForPictures(candidate, picturesWait)
    if (mayLeave) return candidate
    blocked.add(subject)
  }
  return null
}

function textHasArrived({ command, afterSeq }: Queued, oldestWaiting: OldestWaiting): boolean {
  if (!isStoryCommand(command) || command.do === 'create-story') return true
  const oldest = oldestWaiting(command.story)
  return oldest === null || oldest > afterSeq
}

function waitsForPictures({ command }: Queued, picturesWait: PicturesWait): boolean {
  return (command.do === 'publish' || command.do === 'schedule') && picturesWait(command.story)
}
