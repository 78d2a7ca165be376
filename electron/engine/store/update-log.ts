/**
 * The update log: everything anyone wrote, as this desk learnt of it, and my own part of it that
 * the server has not acknowledged yet.
 *
 *     story:append, doc sync → [update log] → snapshots, projections, doc sync
 *
 * DUL1  An update is on disk, synced, before anyone is told so.
 * DUL2  No update of mine leaves the waiting part before the server's acknowledgement.
 * DUL3  Seqs of this device rise and are never given twice, so that they can name my updates: each
 *      run of the program begins beyond the clock, so that a restored old copy of the store does
 *      not give out again what was given after it was made.
 * DUL4  From my first row that the merge guard has not settled on, both sides' rows stay apart.
 */
import type { StoryId, UserId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'
import type { TailSize } from './tail-limits.ts'

export interface WaitingRow {
  readonly seq: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** One on its way out; `edited`: when its newest words were written, where that was earlier. */
export interface OutgoingRow extends WaitingRow {
  readonly edited: Instant | null
}

/** My updates of a story that no server has acknowledged. */
export interface WaitingCount {
  readonly updates: number
  readonly since: Instant
  readonly newest: number
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

export class UpdateLog {
  readonly #db: Database
  /** Seqs of mine begin here in this run: what the clock said at its first word. */
  #beginning: number | null = null

  constructor(db: Database) {
    this.#db = db
  }

  /** Appends an update of mine; gives its seq. `edited`: of old words, when they were written. */
  append(story: StoryId, body: Uint8Array, at: Instant, edited: Instant | null = null): number {
    this.#beginning ??= at
    // Asked of SQLite each time: a first write that was rolled back has begun nothing.
    const { id } = this.#db.run(
      `insert into log (seq, story, mine, at, body, edited) values (
         max(?, 1 + coalesce((select seq from sqlite_sequence where name = 'log'), 0)), ?, 1, ?, ?, ?)`,
      this.#beginning,
      story,
      at,
      body,
      edited,
    )
    this.#db.run('insert or ignore into base (story, before, folded) values (?, ?, 0)', story, id)
    this.#db.run(
      'update story set last_seq = ?1, my_seq = ?1, edited_at = max(edited_at, ?2) where id = ?3',
      id,
      edited ?? at,
      story,
    )
    return id
  }

  /** Appends what others wrote, up to server seq `to`; who they were and where it begins, if known. */
  appendForeign(
    story: StoryId,
    body: Uint8Array,
    to: number,
    at: Instant,
    { from = null, authors = [] }: { from?: number | null; authors?: readonly UserId[] } = {},
  ): number {
    const { id } = this.#db.run(
      `insert into log (story, mine, at, body, server_seq, server_from, authors)
       values (?, 0, ?, ?, ?, ?, ?)`,
      story,
      at,
      body,
      to,
      from,
      JSON.stringify(authors),
    )
    this.#db.run('update story set last_seq = ? where id = ?', id, story)
    return id
  }

  /** The server has my rows of this story up to and with `upTo`. */
  acknowledge(story: StoryId, upTo: number, serverSeq: number): number {
    this.#db.run('update story set sent_seq = max(sent_seq, ?) where id = ?', upTo, story)
    return this.#db.run(
      `update log set server_seq = ?
       where story = ? and seq <= ? and mine = 1 and server_seq is null`,
      serverSeq,
      story,
      upTo,
    ).changes
  }

  /** My unacknowledged rows after `after`, oldest first. */
  waiting(story: StoryId, after: number, limit: number): OutgoingRow[] {
    return this.#db.all<OutgoingRow>(
      `select seq, body, edited from log
       where story = ? and seq > ? and mine = 1 and server_seq is null order by seq limit ?`,
      story,
      after,
      limit,
    )
  }

  /** What waits, by story. */
  waitingCounts(): Map<StoryId, WaitingCount> {
    const rows = this.#db.all<{ story: StoryId; updates: number; since: number; newest: number }>(
      `select story, sum(updates) as updates, min(at) as since, max(seq) as newest from log
       where mine = 1 and server_seq is null group by story`,
    )
    return new Map(
      rows.map(({ story, updates, since, newest }) => [story, { updates, since, newest }]),
    )
  }

  waitingCount(story: StoryId): WaitingCount | null {
    const row = this.#db.get<Nullable<WaitingCount>>(
      `select sum(updates) as updates, min(at) as since, max(seq) as newest from log
       where mine = 1 and server_seq is null and story = ?`,
      story,
    )
    if (!row || row.updates === null || row.since === null || row.newest === null) return null
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

  /** Rows of a story after `after` and before `before`, oldest first. */
  between(story: StoryId, after: number, before: number): WaitingRow[] {
    return this.#db.all<WaitingRow>(
      'select seq, body from log where story = ? and seq > ? and seq < ? order by seq',
      story,
      after,
      before,
    )
  }

  /** Rows and bytes after both; `folded`: bytes after the snapshot that `foldedTo` reaches. */
  tailSize(story: StoryId, snapshot: number, foldedTo: number): TailSize {
    const size = this.#db.get<{ rows: number; bytes: number | null; folded: number | null }>(
      `select count(*) filter (where seq > ?3) as rows,
         sum(length(body)) filter (where seq > ?3) as bytes,
         sum(length(body)) filter (where seq <= ?3) as folded
       from log where story = ?1 and seq > ?2`,
      story,
      snapshot,
      foldedTo,
    )
    return { rows: size?.rows ?? 0, bytes: size?.bytes ?? 0, folded: size?.folded ?? 0 }
  }

  /** The first row written within so many milliseconds of `now`; beyond all rows when there is none. */
  firstSince(story: StoryId, now: Instant, within: number): number {
    const row = this.#db.get<{ seq: number | null }>(
      'select min(seq) as seq from log where story = ? and abs(at - ?) < ?',
      story,
      now,
      within,
    )
    return row?.seq ?? Number.MAX_SAFE_INTEGER
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
