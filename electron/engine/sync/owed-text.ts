/**
 * After the server was restored from a backup: queues every text this desk holds and may write,
 * whole, because the server may have lost any part of it. What it has, it recognises.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Clock } from '../../../shared/model/time.ts'
import type { Store } from '../store/store.ts'

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
        const state = mayWrite(story) ? store.texts.state(story) : null
        if (state) store.log.append(story, state, clock())
        store.rows.settle(story)
      })
      store.waiting.recount(story)
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
