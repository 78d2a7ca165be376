/** How many of my updates wait for the server, by story: kept in memory, true to the log. */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { UpdateLog, WaitingCount } from './update-log.ts'

export class Waiting {
  readonly #log: UpdateLog
  readonly #counts: Map<StoryId, WaitingCount>

  constructor(log: UpdateLog) {
    this.#log = log
    this.#counts = log.waitingCounts()
  }

  /** An update of mine has been written. */
  added(story: StoryId, seq: number, at: Instant): void {
    const { updates, since } = this.#counts.get(story) ?? { updates: 0, since: at }
    this.#counts.set(story, { updates: updates + 1, since, newest: seq })
  }

  /** Rows of this story were acknowledged: count the rest. */
  recount(story: StoryId): void {
    const count = this.#log.waitingCount(story)
    if (count) this.#counts.set(story, count)
    else this.#counts.delete(story)
  }

  of(story: StoryId): WaitingCount | null {
    return this.#counts.get(story) ?? null
  }

  stories(): StoryId[] {
    return [...this.#counts.keys()]
  }

  /** Over all stories. */
  total(): { updates: number; oldest: Instant | null } {
    let updates = 0
    let oldest: Instant | null = null
    for (const count of this.#counts.values()) {
      updates += count.updates
      oldest = oldest === null ? count.since : Math.min(oldest, count.since)
    }
    return { updates, oldest }
  }
}
