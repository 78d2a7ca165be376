/**
 * The text of a story as it stands in the log: snapshot and what came after it.
 *
 * DST1  The document rebuilt from snapshot and tail equals the one rebuilt from every update.
 */
import * as Y from 'yjs'
import { applyPacked, packState } from '../../../shared/document/encoding.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Database } from './database.ts'
import type { TailSize } from './tail-limits.ts'
import type { UpdateLog } from './update-log.ts'

/** Everything needed to rebuild a story: updates in order, and the log seq they reach. */
export interface StoryParts {
  readonly parts: readonly Uint8Array[]
  readonly upTo: number
}

export class StoryTexts {
  readonly #db: Database
  readonly #log: UpdateLog

  constructor(db: Database, log: UpdateLog) {
    this.#db = db
    this.#log = log
  }

  parts(story: StoryId): StoryParts {
    const snapshot = this.#snapshot(story)
    const tail = this.#log.tail(story, snapshot?.upTo ?? 0)
    return {
      parts: snapshot ? [snapshot.body, ...tail] : tail,
      upTo: Math.max(snapshot?.upTo ?? 0, this.#log.newest(story)),
    }
  }

  /** The whole story as one packed update; null when nothing of it is here. */
  state(story: StoryId): Uint8Array | null {
    const { parts } = this.parts(story)
    const [only] = parts
    if (!only) return null
    return parts.length === 1 ? only : withDocument(parts, packState)
  }

  /** Reads something from the story's document; null when nothing of it is here. */
  read<T>(story: StoryId, use: (doc: Y.Doc) => T): T | null {
    const { parts } = this.parts(story)
    return parts.length === 0 ? null : withDocument(parts, use)
  }

  /** Everything before a log row, in parts; the snapshot must not reach beyond it. */
  partsBefore(story: StoryId, before: number): StoryParts {
    const snapshot = this.#snapshot(story)
    const from = snapshot?.upTo ?? 0
    const rows = this.#log.between(story, from, before)
    return {
      parts: [...(snapshot ? [snapshot.body] : []), ...rows.map(({ body }) => body)],
      upTo: rows.at(-1)?.seq ?? from,
    }
  }

  /** Log rows and bytes since the last snapshot, or since row `after` when that is newer. */
  tailSize(story: StoryId, after: number): TailSize {
    const snapshot = this.#db.get<{ upTo: number; bytes: number }>(
      'select up_to as upTo, length(body) as bytes from snapshot where story = ?',
      story,
    )
    const tail = this.#log.tailSize(story, snapshot?.upTo ?? 0, after)
    return { ...tail, folded: tail.folded + (snapshot?.bytes ?? 0) }
  }

  /** Puts a snapshot in the place of the rows it holds. */
  compact(story: StoryId, upTo: number, body: Uint8Array): void {
    this.#db.transaction(() => {
      this.#db.run(
        `insert into snapshot (story, up_to, body) values (?, ?, ?)
         on conflict (story) do update set up_to = excluded.up_to, body = excluded.body
         where excluded.up_to > snapshot.up_to`,
        story,
        upTo,
        body,
      )
      this.#log.dropUpTo(story, upTo)
    })
  }

  #snapshot(story: StoryId): { upTo: number; body: Uint8Array } | undefined {
    return this.#db.get<{ upTo: number; body: Uint8Array }>(
      'select up_to as upTo, body from snapshot where story = ?',
      story,
    )
  }
}

/** Builds the document, uses it, lets it go. */
export function withDocument<T>(parts: readonly Uint8Array[], use: (doc: Y.Doc) => T): T {
  const doc = new Y.Doc()
  try {
    // One transaction: observers and cleanup run once instead of once an update.
    doc.transact(() => {
      for (const part of parts) applyPacked(doc, part)
    })
    return use(doc)
  } finally {
    doc.destroy()
  }
}
