/**
 * Queues text that the server may lack: every text this desk holds and may write, whole, after the
 * server was restored from a backup; of one story only what is missing, when the server has found a
 * gap in its log. What the server has, it recognises.
 *
 * DOW1  Text that is queued again says when it was written: its story becomes no newer in any list.
 */
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Clock, Instant } from '../../../../shared/model/time.ts'
import type { Store } from '../../store/store.ts'
import { missingPart } from './missing-part.ts'

const piece = 20

interface Wiring {
  readonly store: Store
  readonly clock: Clock
  readonly mayWrite: (story: StoryId) => boolean
}

/** Queues what is owed, with pauses for other work. */
export async function queueOwedText({ store, clock, mayWrite }: Wiring): Promise<void> {
  for (;;) {
    // Who may write what is known when the new history has been read.
    if (store.earlier.any()) return
    const stories = store.rows.owed(piece)
    if (stories.length === 0) return
    for (const story of stories) {
      store.db.transaction(() => {
        const text = mayWrite(story) ? owedOf(store, story) : null
        if (text) store.log.append(story, text, clock(), writtenAt(store, story))
        store.rows.settle(story)
      })
      store.waiting.recount(story)
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** Nothing in it is newer than what lists say of the story already. */
const writtenAt = (store: Store, story: StoryId): Instant | null =>
  store.rows.get(story)?.editedAt || null

function owedOf(store: Store, story: StoryId): Uint8Array | null {
  if (!store.rows.owesOnlyMissing(story)) return store.texts.state(story)
  const gap = store.facts.gap(story)
  // Somebody else was faster.
  return gap && store.texts.read(story, (doc) => missingPart(doc, gap))
}
