/** Reads and writes what lists show of a story's text; facts and pending commands come on top. */
import type { AssetId, StoryId, UserId, VersionHash } from '../../../shared/model/ids.ts'
import type { RefusalCode } from '../../../shared/model/refusals.ts'
import type { StoryKind } from '../../../shared/model/story.ts'
import type { Language, SectionKey } from '../../../shared/model/vocabulary.ts'
import type { Database } from './database.ts'

/** What a list shows of the text. */
export interface TextRow {
  readonly headline: string
  readonly slug: string
  readonly language: Language
  readonly kind: StoryKind
  readonly section: SectionKey | null
  readonly words: number
  readonly leadAsset: AssetId | null
  /** Findings of merges that nobody has settled. */
  readonly merges: number
}

/** A text as computed from the log, with what the desk must know to judge it. */
export interface Projected extends TextRow {
  readonly version: VersionHash
  readonly missing: readonly RefusalCode[]
}

export interface StoredRow extends TextRow {
  readonly id: StoryId
  readonly version: VersionHash | null
  readonly editedAt: number
  readonly have: number
  readonly head: number
  readonly lastSeq: number
}

const columns = `id, headline, slug, language, kind, section, words, lead_asset as leadAsset,
  merges, version, edited_at as editedAt, have, head, last_seq as lastSeq`

export class StoryRows {
  readonly #db: Database
  readonly #me: UserId

  constructor(db: Database, me: UserId) {
    this.#db = db
    this.#me = me
  }

  /** Makes the row of a story that is born on this desk. */
  create(story: StoryId, language: Language, kind: StoryKind, at: number): void {
    this.#db.run(
      'insert into story (id, language, kind, edited_at) values (?, ?, ?, ?)',
      story,
      language,
      kind,
      at,
    )
  }

  get(story: StoryId): StoredRow | undefined {
    return this.#db.get<StoredRow>(`select ${columns} from story where id = ?`, story)
  }

  /** Keeps what the text says as of log row `seq`; an older projection changes nothing. */
  project(story: StoryId, row: Projected, seq: number): boolean {
    return (
      this.#db.run(
        `update story set headline = ?, slug = ?, language = ?, kind = ?, section = ?, words = ?,
         lead_asset = ?, merges = ?, version = ?, missing = ?, projected_seq = ?
         where id = ? and projected_seq <= ?`,
        row.headline,
        row.slug,
        row.language,
        row.kind,
        row.section,
        row.words,
        row.leadAsset,
        row.merges,
        row.version,
        JSON.stringify(row.missing),
        seq,
        story,
        seq,
      ).changes > 0
    )
  }

  /** Marks a text that cannot be computed, so that it is not tried for ever. */
  skipProjection(story: StoryId, seq: number): void {
    this.#db.run('update story set projected_seq = ? where id = ?', seq, story)
  }

  /** Stories whose text has moved on since it was last computed. */
  stale(limit: number): StoryId[] {
    return this.#db
      .all<{ id: StoryId }>('select id from story where last_seq > projected_seq limit ?', limit)
      .map(({ id }) => id)
  }

  /**
   * Stories of these desks, this person's own, and live ones of all, of which the server has more
   * than we: what readers see can be searched, previewed and related to at every desk.
   */
  behind(
    desks: readonly string[],
    limit: number,
  ): { story: StoryId; have: number; head: number }[] {
    return this.#db.all(
      `select id as story, have, head from story
       where head > have
         and (desk in (select value from json_each(?)) or writer = ? or publication = 'live')
       order by edited_at desc limit ?`,
      JSON.stringify(desks),
      this.#me,
      limit,
    )
  }

  /** How many stories `behind` would give without a limit. */
  countBehind(desks: readonly string[]): number {
    const row = this.#db.get<{ stories: number }>(
      `select count(*) as stories from story
       where head > have
         and (desk in (select value from json_each(?)) or writer = ? or publication = 'live')`,
      JSON.stringify(desks),
      this.#me,
    )
    return row?.stories ?? 0
  }

  /** The server's log of this story is held here, without a gap, up to `have`. */
  holds(story: StoryId, have: number): void {
    this.#db.run(
      'update story set have = ?, head = max(head, ?) where id = ? and have < ?',
      have,
      have,
      story,
      have,
    )
  }

  /** It is no longer live for everybody, which is all that this person may know of it. */
  withdraw(story: StoryId): void {
    this.#db.run(
      "update story set publication = 'taken-down' where id = ? and publication = 'live'",
      story,
    )
  }

  /** A head up to `asked` promised more than the server has; what was said since is another matter. */
  levelHead(story: StoryId, asked: number): void {
    this.#db.run('update story set head = have where id = ? and head <= ?', story, asked)
  }

  /** Makes a bare row for a story whose fact has not come yet. */
  ensure(story: StoryId): void {
    this.#db.run('insert or ignore into story (id) values (?)', story)
  }

  /** Every text here is to be sent whole: the server may have lost any of it. */
  oweAll(): void {
    this.#db.run('update story set owed = 1 where last_seq > 0')
  }

  /** Without stories that the server may not know again yet: their text would be refused. */
  owed(limit: number): StoryId[] {
    return this.#db
      .all<{ id: StoryId }>(
        `select id from story where owed > 0
         and not exists (select 1 from earlier_fact where key = 'story:' || story.id) limit ?`,
        limit,
      )
      .map(({ id }) => id)
  }

  /** Stories whose text is to be sent whole. */
  countOwed(): number {
    return this.#db.get<{ n: number }>('select count(*) as n from story where owed = 1')?.n ?? 0
  }

  /** True when only what the server's log lacks is owed, not the whole text. */
  owesOnlyMissing(story: StoryId): boolean {
    return this.#db.get<{ owed: number }>('select owed from story where id = ?', story)?.owed === 2
  }

  settle(story: StoryId): void {
    this.#db.run('update story set owed = 0 where id = ?', story)
  }

  /**
   * Takes note that log rows of this story are gone, and has what is here sent whole. True when
   * some were mine and the server never acknowledged them.
   */
  forgetLostRows(story: StoryId): boolean {
    const lostMine = this.#db.get(
      `select 1 from story where id = ?1 and my_seq > sent_seq
         and not exists (select 1 from log where log.story = ?1 and seq = my_seq)`,
      story,
    )
    this.#db.run(
      `update story set owed = 1, my_seq = min(my_seq, sent_seq), projected_seq = 0,
         last_seq = max(coalesce((select max(seq) from log where log.story = ?1), 0),
           coalesce((select up_to from snapshot where snapshot.story = ?1), 0))
       where id = ?1`,
      story,
    )
    return lostMine !== undefined
  }

  /** Something in between is missing: ask for everything again. */
  askAgain(story: StoryId): void {
    this.#db.run('update story set have = 0 where id = ?', story)
  }
}
