/** Whether others may have written while this desk was off line, and where that matters. */
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Cursor } from '../../../../shared/protocol/changes.ts'
import type { Store } from '../../store/store.ts'
import type { Welcome } from '../line/live-line.ts'

/** True when the feed has grown since this desk last read it. */
export const hasNews = (cursor: Cursor | null, { epoch, head }: Welcome): boolean =>
  !cursor || cursor.epoch !== epoch || cursor.after < head

/** Stories of mine with text that waits, known to the server: theirs is read before mine leaves. */
export function writtenOffLine({ waiting, outbox }: Store): StoryId[] {
  const unborn = new Set(outbox.unborn())
  return waiting.stories().filter((story) => !unborn.has(story))
}
