/** An edit of an approved story: who undid the approval, found update by update. */
import * as Y from 'yjs'
import { applyPacked } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import type { StoryFact, Work } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import { afterEdit } from '../../shared/model/life-cycle.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Trx } from '../db/open-database.ts'
import { hashContent } from './current-version.ts'
import { entriesAfter } from './read-log.ts'

/** Only these stages hold an approval that an edit could void. */
export const approvedStages: readonly Work['at'][] = ['approved', 'scheduled']

/**
 * The fact after the entries behind `seqBefore` were logged, or null when it stands. Call it
 * under the story's lock, after the insert: the log is read as this transaction sees it.
 */
export async function factAfterEdit(
  trx: Trx,
  newsroom: NewsroomId,
  story: StoryId,
  seqBefore: number,
  now: Instant,
): Promise<StoryFact | null> {
  const { fact } = await trx
    .selectFrom('story')
    .select('fact')
    .where('newsroom', '=', newsroom)
    .where('id', '=', story)
    .executeTakeFirstOrThrow()
  const doc = new Y.Doc()
  let editor: UserId | undefined
  try {
    for (const entry of await entriesAfter(trx, newsroom, [{ story, have: 0 }])) {
      applyPacked(doc, entry.bytes)
      if (entry.seq <= seqBefore) continue
      // Blame the first edit that leads away from the approved text, not one that changes nothing.
      const version = hashContent(projectStory(doc))
      const author = entry.authors.at(-1)
      if (author && afterEdit(fact, version, author, now)) editor ??= author
    }
    return editor ? afterEdit(fact, hashContent(projectStory(doc)), editor, now) : null
  } finally {
    doc.destroy()
  }
}
