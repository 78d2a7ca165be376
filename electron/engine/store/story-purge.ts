/**
 * Takes a story's text off this device; that there is such a story stays known.
 *
 * DQT3  Text of mine that no server has confirmed is never taken away.
 */
import assert from 'node:assert'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Store } from './store.ts'

/** Tables with rows of a story's text. */
const tables = ['log', 'snapshot', 'version', 'merge_window', 'base'] as const

/** Call it in a transaction; none of the story's text may wait. */
export function purgeText({ db, log, search }: Store, story: StoryId): void {
  assert(!log.waitingCount(story), 'unsent text is never purged')
  for (const table of tables) db.run(`delete from ${table} where story = ?`, story)
  search.remove(story)
  // A projection that is being computed now is older than the mark it finds.
  db.run(
    `update story set headline = '', slug = '', section = null, words = 0, lead_asset = null,
       version = null, missing = '[]', merges = 0, have = 0, my_seq = 0, sent_seq = 0,
       projected_seq = last_seq + 1, last_seq = 0
     where id = ?`,
    story,
  )
}

/** A story whose text is here, as far as it matters for keeping it. */
export interface HeldStory {
  readonly story: StoryId
  readonly desk: string
  readonly writer: string
  readonly live: boolean
}

/** Stories of these desks with text on this device. */
export function heldOf({ db }: Store, desks: readonly string[]): HeldStory[] {
  return db
    .all<{ story: StoryId; desk: string; writer: string; live: number }>(
      `select id as story, desk, writer, publication = 'live' as live from story
       where last_seq > 0 and desk in (select value from json_each(?))`,
      JSON.stringify(desks),
    )
    .map((row) => ({ ...row, live: row.live === 1 }))
}
