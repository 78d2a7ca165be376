/** What each frame of a desk does: its text is logged, its stories are followed, it is seen in them. */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import type { Services } from '../services.ts'
import { frameOf } from './framed.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveMember, LiveServices, PresenceFrame, UpdateFrame } from './live-socket.ts'
import { welcome } from './welcome.ts'

type Frames = Pick<
  LiveServices,
  'welcome' | 'join' | 'append' | 'open' | 'close' | 'present' | 'leave'
>

/** What sockets ask of this process. */
export function deskFrames({ database, queue, metrics }: Services, parts: LiveParts): Frames {
  const { members, calls, board } = parts
  return {
    welcome: (hello) => welcome(database.db, hello),
    join(member: LiveMember): void {
      members.add(member)
      calls.join(member)
      metrics.liveSockets.set(members.size)
    },
    async append({ actor }: LiveMember, frame: UpdateFrame): Promise<ServerFrame> {
      const { story, ref, update, edited } = frame
      const answer = await queue.append({ actor, story, ref, update, at: edited })
      if (answer.kind === 'logged') return { t: 'ack', story, ref, seq: answer.seq }
      return { t: 'refused', story, ref, code: answer.code, message: answer.message }
    },
    open: (member, story, have) => openStory(parts, member, story, have),
    close: parts.closeStory,
    present({ actor, name, stories }: LiveMember, { story, anchor, focus }: PresenceFrame): void {
      // Only of a story it follows: nobody is present where they do not look.
      if (!stories.has(story)) return
      const presence = { user: actor.person, device: actor.device, name, anchor, focus }
      board.set({ newsroom: actor.newsroom, story }, presence)
    },
    leave(member: LiveMember): void {
      members.delete(member)
      calls.leave(member)
      metrics.liveSockets.set(members.size)
      for (const story of [...member.stories]) parts.closeStory(member, story)
    },
  }
}

async function openStory(
  { rooms, board, guard, refuseReading }: LiveParts,
  member: LiveMember,
  story: StoryId,
  have: number,
): Promise<void> {
  // At once: a close, or a desk lost meanwhile, takes it out again.
  member.stories.add(story)
  if (!(await guard.admits(member, story))) return refuseReading(member, story)
  if (!member.stories.has(story)) return
  if (await rooms.join(member, story, have)) {
    const present = board.of({ newsroom: member.actor.newsroom, story })
    if (present.length > 0) member.send(frameOf({ t: 'presence', story, present }))
    return
  }
  const message = 'The server does not know this story'
  const frame: ServerFrame = { t: 'refused', story, ref: 0, code: 'unknown-story', message }
  member.send(frameOf(frame))
}
