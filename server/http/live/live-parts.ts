/** The parts of one process's live side, each made once and tied to those it needs. */
import type { StoryId } from '../../../shared/model/ids.ts'
import { notYoursToRead } from '../../../shared/model/reading.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import type { Services } from '../services.ts'
import { frameOf } from './framed.ts'
import { type HeadCalls, headCalls } from './head-calls.ts'
import type { LiveMember } from './live-socket.ts'
import { type OpenStory, type PresenceBoard, presenceBoard } from './presence-board.ts'
import { type ReadingGuard, readingGuard } from './reading-guard.ts'
import { type SignedOut, signedOut } from './signed-out.ts'
import { type StoryRooms, storyRooms } from './story-rooms.ts'

export interface LiveParts {
  /** The desks that were welcomed and have not gone. */
  readonly members: Set<LiveMember>
  readonly rooms: StoryRooms
  readonly board: PresenceBoard
  readonly calls: HeadCalls<LiveMember>
  readonly guard: ReadingGuard
  readonly signedOut: SignedOut
  /** This desk no longer follows this story. */
  closeStory(member: LiveMember, story: StoryId): void
  /** Nor may it: it is told so. */
  refuseReading(member: LiveMember, story: StoryId): void
  onError(error: unknown): void
}

/** Makes them; looking and calling begins at once. */
export function livePartsOf({ database: { db }, metrics, log }: Services): LiveParts {
  const members = new Set<LiveMember>()
  const onError = (error: unknown) => {
    metrics.backgroundFailures.inc({ task: 'live' })
    log.error({ err: error }, 'live socket failed')
  }
  const rooms = storyRooms(db, onError)
  const tellPresence = (at: OpenStory) => {
    const packed = frameOf({ t: 'presence', story: at.story, present: board.of(at) })
    for (const member of rooms.membersOf(at.newsroom, at.story)) member.send(packed)
  }
  const board = presenceBoard(db, { isOpen: rooms.isOpen, onChange: tellPresence, onError })
  const calls = headCalls<LiveMember>((member, position) =>
    member.send(frameOf({ t: 'head', position } satisfies ServerFrame)),
  )
  const closeStory = (member: LiveMember, story: StoryId) => {
    rooms.leave(member, story)
    board.remove({ newsroom: member.actor.newsroom, story }, member.actor.device)
  }
  const refuseReading = (member: LiveMember, story: StoryId) => {
    closeStory(member, story)
    member.send(frameOf({ t: 'refused', story, ref: 0, ...notYoursToRead } satisfies ServerFrame))
  }
  return {
    members,
    rooms,
    board,
    calls,
    guard: readingGuard(db, members, refuseReading, onError),
    signedOut: signedOut(db, members, onError),
    closeStory,
    refuseReading,
    onError,
  }
}
