/**
 * Takes a story's text off this device, and what is known of it where its person may not know it.
 *
 * DQT3  Text of mine that no server has confirmed is never taken away.
 */
import assert from 'node:assert'
import type { StoryId } from '../../../shared/model/ids.ts'
import { mayRead, type Reach, type Standing } from '../../../shared/model/reading.ts'
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

/**
 * The same, and forgets that there is such a story; while a command about it waits to leave or to
 * be seen as refused, it stays known.
 */
export function purgeStory(store: Store, story: StoryId): void {
  purgeText(store, story)
  if (store.db.get('select 1 from command where subject = ?', story)) return
  store.db.run('delete from story where id = ?', story)
  store.db.run('delete from fact where key = ?', `text-gap:${story}`)
}

/** A story that is known here, as far as it matters for keeping it. */
export interface HeldStory extends Standing {
  readonly story: StoryId
}

/** Stories on this device that are out of reach; asks for none while all that stand here are in it. */
export function heldBeyond({ db }: Store, reach: Reach): HeldStory[] {
  const kinds = db.all<Standing>(
    'select distinct desk, writer, publication from standing where n > 0',
  )
  if (kinds.every((kind) => mayRead(reach, kind))) return []
  return db.all<HeldStory>(
    `select id as story, desk, writer, publication from story
     where desk is not null and desk not in (select value from json_each(?))`,
    JSON.stringify(reach.desks),
  )
}
