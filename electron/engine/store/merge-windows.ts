/**
 * Windows of concurrency: where others wrote in a story before they could know rows of mine. Each
 * names the log rows of both sides, so that the merge can be judged later.
 *
 *     incoming text, acknowledgements → [merge windows] → merge desk
 *
 * MW1  A window is written in the transaction of the row that opens it: a kill loses none.
 * MW2  What the server logged after my rows may have seen them: it stands in no window with them.
 * MW11  A story that has too many windows to open another one is named, not passed over.
 * MW8  What I wrote while a deletion was on its way to my screen is set against it as well.
 */
import type { StoryId, UserId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'

export interface MergeWindow {
  readonly id: number
  readonly story: StoryId
  /** First of my rows that they could not know. */
  readonly mineFrom: number
  /** First and last row of others. */
  readonly first: number
  readonly last: number
  /** When the first row of others came. */
  readonly at: Instant
}

/** The log rows of a window, in order. */
export interface WindowRows {
  /** What both sides had. */
  readonly ancestor: readonly Uint8Array[]
  readonly mine: readonly Uint8Array[]
  /** Mine as well, logged so soon after theirs that I may not have seen them yet. */
  readonly late: readonly Uint8Array[]
  readonly theirs: readonly Uint8Array[]
  /** Who wrote theirs, as far as it is known. */
  readonly authors: readonly UserId[]
  /** When I wrote the first of mine. */
  readonly since: Instant
}

interface Row {
  seq: number
  mine: number
  at: number
  body: Uint8Array
  authors: string | null
}

/** Windows of a story open at a time: text that the server refuses would open them for ever. */
const mostOpen = 50

/** What comes in stands on the screen, seen by whoever types there, after this many milliseconds. */
const unseenFor = 250
/** Stories whose newest deletion is remembered. */
const mostHeard = 1000

const columns = 'id, story, mine_from as mineFrom, first, last, at'

export class MergeWindows {
  readonly #db: Database
  /** The newest row of others that deletes something, by story. */
  readonly #heard = new Map<StoryId, { readonly seq: number; readonly at: Instant }>()

  /** Hears of a story in which more meets at once than is compared. */
  onTooMany: (story: StoryId) => void = () => {}

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * A row of others, beginning after server seq `from`, is in the log: opens a window when rows of
   * mine before it reached the server later, or have not yet. `deletes`: it takes words away.
   */
  foreign(story: StoryId, seq: number, from: number, at: Instant, deletes = false): void {
    if (deletes) this.#hear(story, seq, at)
    const open = this.#open(story)
    // Rows before the newest open window stand in it, or in an earlier one.
    const mine = this.#unknownTo(story, seq, { from, after: open.at(-1)?.first ?? 0 })
    if (!mine) return
    // Nothing waits for an end that has been.
    if (open.length >= mostOpen) this.onTooMany(story)
    else this.#begin(story, mine.first, { first: seq, last: mine.waits ? null : seq, at })
  }

  /** A row of mine is in the log: it may have been typed before a deletion came to the screen. */
  mine(story: StoryId, seq: number, at: Instant): void {
    const heard = this.#heard.get(story)
    if (!heard) return
    if (Math.abs(at - heard.at) > unseenFor) {
      this.#heard.delete(story)
      return
    }
    const known = this.#db.get(
      'select id from merge_window where story = ? and first = ?',
      story,
      heard.seq,
    )
    if (!known) this.#begin(story, seq, { first: heard.seq, last: null, at: heard.at })
  }

  /**
   * The server has my rows up to `upTo`, as its `serverSeq`: the story's window ends with what it
   * had logged before. What it logged later meets only those of my rows that still wait.
   * True when nothing before them is missing here and no window is left.
   */
  acknowledged(story: StoryId, upTo: number, serverSeq: number): boolean {
    const ending = this.#open(story).filter(({ mineFrom }) => mineFrom <= upTo)
    for (const window of ending) {
      const theirs = this.#theirs(story, window.first)
      const last = theirs.findLast(({ from }) => from < serverSeq)?.seq
      if (last === undefined) this.forget(window.id)
      else this.#db.run('update merge_window set last = ? where id = ?', last, window.id)
    }
    const [first] = ending
    const later = first && this.#theirs(story, first.first).find(({ from }) => from >= serverSeq)
    if (later) this.foreign(story, later.seq, later.from, first.at)
    const row = this.#db.get<{ have: number }>('select have from story where id = ?', story)
    return (row?.have ?? 0) >= serverSeq && !this.any(story)
  }

  /** Windows after `after` that are complete and wait for judgement, oldest first. */
  complete(limit: number, after = 0): MergeWindow[] {
    return this.#db.all<MergeWindow>(
      `select ${columns} from merge_window where last is not null and id > ? order by id limit ?`,
      after,
      limit,
    )
  }

  /** True while a window of the story is open or unjudged. */
  any(story: StoryId): boolean {
    return this.#db.get('select id from merge_window where story = ? limit 1', story) !== undefined
  }

  /** Oldest row of others that a window of the story needs by itself; null without a window. */
  firstOf(story: StoryId): number | null {
    const row = this.#db.get<{ first: number | null }>(
      'select min(first) as first from merge_window where story = ?',
      story,
    )
    return row?.first ?? null
  }

  /** More has come: the window takes in everything of others since. */
  extend(window: MergeWindow): MergeWindow {
    const last = this.#theirs(window.story, window.first).at(-1)?.seq ?? window.last
    this.#db.run('update merge_window set last = ? where id = ?', last, window.id)
    return { ...window, last }
  }

  /** The window has been judged, or cannot be; false when it had gone before. */
  forget(id: number): boolean {
    return this.#db.run('delete from merge_window where id = ?', id).changes > 0
  }

  /** What a window is judged by; null when its rows are not here any more. */
  rows({ story, mineFrom, first, last }: MergeWindow): WindowRows | null {
    const snapshot = this.#db.get<{ upTo: number; body: Uint8Array }>(
      'select up_to as upTo, body from snapshot where story = ?',
      story,
    )
    if (snapshot && snapshot.upTo >= Math.min(mineFrom, first)) return null
    const rows = this.#db.all<Row>(
      `select seq, mine, at, body, authors from log
       where story = ? and seq > ? order by seq`,
      story,
      snapshot?.upTo ?? 0,
    )
    const isMine = (row: Row) => row.mine === 1 && row.seq >= mineFrom && row.seq < first
    const mine = rows.filter(isMine)
    const theirs = rows.filter((row) => row.mine === 0 && row.seq >= first && row.seq <= last)
    const came = theirs[0]?.at ?? 0
    // The row that began the window was late by the clock of that moment, which may be set since.
    const isLate = ({ seq, at }: Row) => seq === mineFrom || Math.abs(at - came) <= unseenFor
    const late = rows.filter((row) => row.mine === 1 && row.seq > first && isLate(row))
    if (mine.length + late.length === 0 || theirs.length === 0) return null
    const before = rows.filter((row) => row.seq < first && !isMine(row)).map(({ body }) => body)
    return {
      ancestor: snapshot ? [snapshot.body, ...before] : before,
      mine: mine.map(({ body }) => body),
      late: late.map(({ body }) => body),
      theirs: theirs.map(({ body }) => body),
      authors: [...new Set(theirs.flatMap((row) => JSON.parse(row.authors ?? '[]') as UserId[]))],
      since: Math.min(...[...mine, ...late].map(({ at }) => at)),
    }
  }

  #hear(story: StoryId, seq: number, at: Instant): void {
    if (this.#heard.size >= mostHeard) this.#heard.clear()
    this.#heard.set(story, { seq, at })
  }

  #begin(
    story: StoryId,
    mineFrom: number,
    { first, last, at }: Pick<MergeWindow, 'first' | 'at'> & { readonly last: number | null },
  ): void {
    this.#db.run(
      'insert into merge_window (story, mine_from, first, last, at) values (?, ?, ?, ?, ?)',
      story,
      mineFrom,
      first,
      last,
      at,
    )
  }

  /** Windows that have not ended, oldest first. */
  #open(story: StoryId): MergeWindow[] {
    return this.#db.all<MergeWindow>(
      `select ${columns} from merge_window where story = ? and last is null order by id`,
      story,
    )
  }

  /** My rows before `seq`, still kept by side, that whoever wrote after server seq `from` missed. */
  #unknownTo(
    story: StoryId,
    seq: number,
    { from, after }: { readonly from: number; readonly after: number },
  ): { first: number; waits: boolean } | null {
    const mine = this.#db.get<{ first: number | null; waits: number }>(
      `select min(seq) as first, max(server_seq is null) as waits from log
       where story = ?1 and mine = 1 and seq > ?4 and seq < ?2
         and (server_seq is null or server_seq > ?3)
         and seq >= (select before from base where story = ?1)`,
      story,
      seq,
      from,
      after,
    )
    return mine?.first == null ? null : { first: mine.first, waits: mine.waits === 1 }
  }

  /** Rows of others from a log seq on, each with the server seq after which it begins. */
  #theirs(story: StoryId, since: number): { seq: number; from: number }[] {
    return this.#db.all(
      `select seq, coalesce(server_from, server_seq - 1) as "from" from log
       where story = ? and seq >= ? and mine = 0 order by seq`,
      story,
      since,
    )
  }
}
