/**
 * The update log: everything anyone wrote, as this desk learnt of it, and my own part of it that
 * the server has not acknowledged yet.
 *
 *     story:append, doc sync → [update log] → snapshots, projections, doc sync
 *
 * DUL1  An update is on disk, synced, before anyone is told so.
 * DUL2  No update of mine leaves the waiting part before the server's acknowledgement.
 * DUL3  Seqs of this device rise and are never given twice, so that they can name my updates.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'

export interface WaitingRow {
  readonly seq: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** My updates of a story that no server has acknowledged. */
export interface WaitingCount {
  readonly updates: number
  readonly since: Instant
  readonly newest: number
}

export class UpdateLog {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Appends an update of mine; gives its seq. */
  append(story: StoryId, body: Uint8Array, at: Instant): number {
    const { id } = this.#db.run(
      'insert into log (story, mine, at, body) values (?, 1, ?, ?)',
      story,
      at,
      body,
    )
    this.#db.run(
      'update story set last_seq = ?, edited_at = max(edited_at, ?) where id = ?',
      id,
      at,
      story,
    )
    return id
  }

  /** Appends what others wrote, up to server seq `to`. */
  appendForeign(story: StoryId, body: Uint8Array, to: number, at: Instant): number {
    const { id } = this.#db.run(
      'insert into log (story, mine, at, body, server_seq) values (?, 0, ?, ?, ?)',
      story,
      at,
      body,
      to,
    )
    this.#db.run('update story set last_seq = ? where id = ?', id, story)
    return id
  }

  /** The server has my rows of this story up to and with `upTo`. */
  acknowledge(story: StoryId, upTo: number, serverSeq: number): number {
    return this.#db.run(
      `update log set server_seq = ?
       where story = ? and seq <= ? and mine = 1 and server_seq is null`,
      serverSeq,
      story,
      upTo,
    ).changes
  }

  /** My unacknowledged rows after `after`, oldest first. */
  waiting(story: StoryId, after: number, limit: number): WaitingRow[] {
    return this.#db.all<WaitingRow>(
      `select seq, body from log
       where story = ? and seq > ? and mine = 1 and server_seq is null order by seq limit ?`,
      story,
      after,
      limit,
    )
  }

  /** What waits, by story. */
  waitingCounts(): Map<StoryId, WaitingCount> {
    const rows = this.#db.all<{ story: StoryId; updates: number; since: number; newest: number }>(
      `select story, count(*) as updates, min(at) as since, max(seq) as newest from log
       where mine = 1 and server_seq is null group by story`,
    )
    return new Map(
      rows.map(({ story, updates, since, newest }) => [story, { updates, since, newest }]),
    )
  }

  waitingCount(story: StoryId): WaitingCount | null {
    const row = this.#db.get<{ updates: number; since: number | null; newest: number | null }>(
      `select count(*) as updates, min(at) as since, max(seq) as newest from log
       where mine = 1 and server_seq is null and story = ?`,
      story,
    )
    if (!row || row.since === null || row.newest === null) return null
    return { updates: row.updates, since: row.since, newest: row.newest }
  }

  /** Rows of a story after `after`, oldest first. */
  tail(story: StoryId, after: number): Uint8Array[] {
    return this.#db
      .all<{ body: Uint8Array }>(
        'select body from log where story = ? and seq > ? order by seq',
        story,
        after,
      )
      .map(({ body }) => body)
  }

  /** Number of rows and bytes after `after`. */
  tailSize(story: StoryId, after: number): { rows: number; bytes: number } {
    const size = this.#db.get<{ rows: number; bytes: number | null }>(
      'select count(*) as rows, sum(length(body)) as bytes from log where story = ? and seq > ?',
      story,
      after,
    )
    return { rows: size?.rows ?? 0, bytes: size?.bytes ?? 0 }
  }

  newest(story: StoryId): number {
    return (
      this.#db.get<{ seq: number }>(
        'select seq from log where story = ? order by seq desc limit 1',
        story,
      )?.seq ?? 0
    )
  }

  /** Forgets rows that a snapshot holds, except mine that still wait. */
  dropUpTo(story: StoryId, upTo: number): void {
    this.#db.run(
      'delete from log where story = ? and seq <= ? and server_seq is not null',
      story,
      upTo,
    )
  }
}
