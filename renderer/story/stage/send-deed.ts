/**
 * Sends a command about the open story.
 *
 *     stage bar → [send deed] → command:send → outbox → server
 *
 * SE1  Nothing is sent before every word on the screen is in the log, and the version that is sent
 *      is the text on the screen.
 */
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import type { Version } from '../../../shared/ipc/rows.ts'
import type { StoryCommand } from '../../../shared/model/commands.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import type { RefusalCode } from '../../../shared/model/refusals.ts'
import type { StorySession } from '../../editor/provider/story-session.ts'

export type Sent =
  | { readonly kind: 'queued' }
  | { readonly kind: 'refused'; readonly because: RefusalCode }
  /** The text moved, or had to be read again, between the key and the sending. */
  | { readonly kind: 'changed' }

/** What is asked of the engine. */
export interface DeedDesk {
  version(): Promise<Version>
  send(
    command: StoryCommand,
  ): Promise<{ kind: 'queued' } | { kind: 'refused'; because: RefusalCode }>
}

/** Throws what kept the words from the disk. `command` is told the version on the screen. */
export async function sendDeed(
  session: Pick<StorySession, 'doc' | 'flush' | 'settle'>,
  desk: DeedDesk,
  command: (version: VersionHash) => StoryCommand,
): Promise<Sent> {
  await session.flush()
  if (session.settle()) return { kind: 'changed' }
  const { version, content } = await desk.version()
  if (canonicalContent(content) !== canonicalContent(projectStory(session.doc))) {
    return { kind: 'changed' }
  }
  return await desk.send(command(version))
}
