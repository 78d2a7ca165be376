/**
 * Bases: from which of my rows on a story's log is kept by side, so that the merge guard finds the
 * ancestor, my side and theirs, however long the log grew meanwhile.
 *
 *     update log → [bases] → merge guard, compaction
 *
 * DCP3  A base lives until it is released, and cannot be released while a row of mine waits.
 * DCP4  Folding keeps the text, the sides, the order of what waits and the count of its updates;
 *      rows that changed meanwhile are left as they are.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'
import type { FoldRow } from './fold-plan.ts'

/** A story as the merge guard wants to see it: packed updates, in order. */
export interface Sides {
  readonly ancestor: readonly Uint8Array[]
  readonly mine: readonly Uint8Array[]
  /** May hold echoes of mine, when one pull brought both. */
  readonly theirs: readonly Uint8Array[]
}

/** Rows of one side that became one. */
export interface Folded {
  readonly seqs: readonly number[]
  readonly body: Uint8Array
}

/** Nobody has written for so long, in milliseconds: what others wrote meanwhile would be here. */
const quiet = 60_000
/** Rows of a story kept apart while something before them is missing here. */
const mostAhead = 100

export class Bases {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Seq of the first row that is kept by side; null when nothing is. */
  before(story: StoryId): number | null {
    return this.#get(story)?.before ?? null
  }

  /** Newest row that a fold has seen. */
  foldedTo(story: StoryId): number {
    return this.#get(story)?.folded ?? 0
  }

  /** What the merge guard needs; null when nothing of mine is unsettled. */
  sides(story: StoryId): Sides | null {
    const before = this.before(story)
    if (before === null) return null
    const snapshot = this.#db.get<{ body: Uint8Array; upTo: number }>(
      'select body, up_to as upTo from snapshot where story = ?',
      story,
    )
    const rows = this.#db.all<{ seq: number; mine: number; body: Uint8Array }>(
      'select seq, mine, body from log where story = ? and seq > ? order by seq',
      story,
      Math.min(snapshot?.upTo ?? 0, before - 1),
    )
    const bodies = (wanted: (row: { seq: number; mine: number }) => boolean) =>
      rows.filter(wanted).map(({ body }) => body)
    const older = bodies(({ seq }) => seq < before)
    return {
      ancestor: snapshot ? [snapshot.body, ...older] : older,
      mine: bodies(({ seq, mine }) => seq >= before && mine === 1),
      theirs: bodies(({ seq, mine }) => seq >= before && mine === 0),
    }
  }

  /** The guard has run: the sides may be folded together. False while something of mine waits. */
  release(story: StoryId): boolean {
    return (
      this.#db.run(
        `delete from base where story = ?1 and not exists
           (select 1 from log where story = ?1 and mine = 1 and server_seq is null)`,
        story,
      ).changes > 0
    )
  }

  /** Releases a story in which nobody but me has written: there is nothing to guard. */
  releaseIfMineAlone(story: StoryId, now: Instant): void {
    const base = this.#get(story)
    if (!base) return
    const blocked = this.#db.get(
      `select 1 from log where story = ?1 and seq >= ?2
         and (mine = 0 or server_seq is null or at > ?3)
       union all select 1 from story where id = ?1 and head > have
       union all select 1 from merge_window where story = ?1 limit 1`,
      story,
      base.before,
      now - quiet,
    )
    if (!blocked) this.release(story)
  }

  /** Rows from the base on, for `planFold`. */
  foldRows(story: StoryId, from: number): FoldRow[] {
    return this.#db
      .all<{ seq: number; mine: number; waiting: number; bytes: number }>(
        `select seq, mine, mine = 1 and server_seq is null as waiting, length(body) as bytes
         from log where story = ? and seq >= ? order by seq`,
        story,
        from,
      )
      .map((row) => ({ ...row, mine: row.mine === 1, waiting: row.waiting === 1 }))
  }

  /**
   * Where nothing is merged across: beginnings and ends of the merge guard's windows, and rows of
   * mine that the server logged after something of others that is not here yet. Which of them its
   * authors could have seen is known when it comes.
   */
  cuts(story: StoryId): number[] {
    return this.#db
      .all<{ cut: number | null }>(
        `select mine_from - 1 as cut from merge_window where story = ?1
         union select first - 1 from merge_window where story = ?1
         union select last from merge_window where story = ?1 and last is not null
         union select max(seq) from log where story = ?1 and mine = 1
           and server_seq <= (select have from story where id = ?1)
         union select seq from (select seq from log where story = ?1 and mine = 1
           and server_seq > (select have from story where id = ?1) order by seq limit ?2)`,
        story,
        mostAhead,
      )
      .flatMap(({ cut }) => cut ?? [])
  }

  bodies(seqs: readonly number[]): Uint8Array[] {
    return this.#db
      .all<{ body: Uint8Array }>(
        'select body from log where seq in (select value from json_each(?)) order by seq',
        JSON.stringify(seqs),
      )
      .map(({ body }) => body)
  }

  /** Puts merged rows in the place of theirs; to be called inside a transaction. */
  replace(story: StoryId, folded: readonly Folded[], upTo: number): void {
    for (const { seqs, body } of folded) this.#replaceOne(seqs, body)
    this.#db.run('update base set folded = ? where story = ?', upTo, story)
  }

  #replaceOne(seqs: readonly number[], body: Uint8Array): void {
    const known = JSON.stringify(seqs)
    const now = this.#db.get<{
      rows: number
      states: number
      updates: number
      at: number
      serverSeq: number | null
      serverFrom: number | null
      authors: string | null
      edited: number | null
    }>(
      `select count(*) as rows, count(distinct (server_seq is null) || mine) as states,
         sum(updates) as updates, min(at) as at, max(server_seq) as serverSeq,
         min(server_from) as serverFrom,
         case when count(edited) = count(*) then max(edited) end as edited,
         (select json_group_array(distinct each.value) from log as one, json_each(one.authors) as each
          where one.seq in (select value from json_each(?1))) as authors
       from log where seq in (select value from json_each(?1))`,
      known,
    )
    const last = seqs.at(-1)
    // Acknowledged in part, or dropped, while the worker merged: the next fold takes them.
    if (!now || last === undefined || now.rows !== seqs.length || now.states !== 1) return
    this.#db.run(
      'delete from log where seq in (select value from json_each(?)) and seq <> ?',
      known,
      last,
    )
    this.#db.run(
      `update log set body = ?, updates = ?, at = ?, server_seq = ?, server_from = ?, authors = ?,
         edited = ?
       where seq = ?`,
      body,
      now.updates,
      now.at,
      now.serverSeq,
      now.serverFrom,
      now.authors,
      now.edited,
      last,
    )
  }

  #get(story: StoryId): { before: number; folded: number } | undefined {
    return this.#db.get('select before, folded from base where story = ?', story)
  }
}
