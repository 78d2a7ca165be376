/**
 * Sends a command about the open story.
 *
 *     stage bar → [send deed] → command:send → outbox → server
 *
 * SE1  Nothing is sent before every word on the screen is in the log, and the version that is sent
 *      is the text on the screen.
 */
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import type { StoryCommand } from '../../../shared/model/commands.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import type { RefusalCode } from '../../../shared/model/refusals.ts'
import { engine } from '../../bridge/engine.ts'
import type { StorySession } from '../../editor/provider/story-session.ts'

export type Sent =
  | { readonly kind: 'queued' }
  | { readonly kind: 'refused'; readonly because: RefusalCode }
  /** The text moved, or had to be read again, between the key and the sending. */
  | { readonly kind: 'changed' }

/** Throws what kept the words from the disk. `command` is told the version on the screen. */
export async function sendDeed(
  session: StorySession,
  command: (version: VersionHash) => StoryCommand,
): Promise<Sent> {
  await session.flush()
  if (session.settle()) return { kind: 'changed' }
  const { version, content } = await engine.call('story:version', { story: session.story })
  if (canonicalContent(content) !== canonicalContent(projectStory(session.doc))) {
    return { kind: 'changed' }
  }
  const answer = await engine.call('command:send', { command: command(version) })
  return answer.kind === 'queued' ? { kind: 'queued' } : answer
}
