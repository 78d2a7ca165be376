/** Stories that know of log rows which are neither in the log nor in a snapshot. */
import { DatabaseSync } from '@photostructure/sqlite'
import type { StoryId } from '../../../shared/model/ids.ts'

/** Rows that were known once, mine that the server never acknowledged, and what is here of them. */
export const brokenOff = `
  select id from story where (
    last_seq > coalesce((select up_to from snapshot where snapshot.story = story.id), 0)
    and not exists (select 1 from log where log.story = story.id and log.seq >= story.last_seq)
  ) or (
    my_seq > sent_seq
    and not exists (select 1 from log where log.story = story.id and log.seq = story.my_seq)
  )`

/** Looks for them without disturbing who writes. */
export function findBrokenStories(file: string): StoryId[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 1000 })
  try {
    return (db.prepare(brokenOff).all() as { id: StoryId }[]).map(({ id }) => id)
  } finally {
    db.close()
  }
}
