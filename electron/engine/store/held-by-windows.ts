/**
 * Stories that windows have open for writing. When this process dies, a window may hold words that
 * no log has: whoever runs next must take them, although their person may have lost the desk.
 *
 *     story:open, story:close → [held by windows] → story:append, purge
 *
 * DHW1  Words that a window holds when the engine dies in the moment their person loses the desk
 *       are taken by the next engine: neither their story goes before, nor are they refused.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Database, Value } from './database.ts'
import { StoreFailure } from './store-failure.ts'

export class HeldByWindows {
  readonly #db: Database
  /** Open for writing when the run before ended. */
  readonly #before: Set<StoryId>

  constructor(db: Database) {
    this.#db = db
    const rows = db.all<{ story: StoryId }>('select story from writing')
    this.#before = new Set(rows.map(({ story }) => story))
  }

  /** True while a window may hold words of it from before this run. */
  mayHold(story: StoryId): boolean {
    return this.#before.has(story)
  }

  /** A window writes in it from now on. */
  opened(story: StoryId): void {
    this.#note('insert or ignore into writing (story) values (?)', story)
  }

  /** The last window has handed over what it held of it. */
  closed(story: StoryId): void {
    this.#before.delete(story)
    this.#note('delete from writing where story = ?', story)
  }

  /** Windows have had the time to come back: nobody holds words of stories that none has open. */
  forgetAllBut(open: ReadonlySet<StoryId>): void {
    for (const story of this.#before) if (!open.has(story)) this.closed(story)
  }

  /** A disk that takes nothing takes no words either: its care says so when there are any. */
  #note(sql: string, ...values: Value[]): void {
    try {
      this.#db.runForProcess(sql, ...values)
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
    }
  }
}
