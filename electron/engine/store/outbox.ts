/**
 * Outbox: commands this desk has issued and the server has not yet judged, and refusals that the
 * person has not cleared yet.
 *
 *     handlers → [outbox] → command sync → server
 *
 * DOB1  A command is on disk before anyone hears "queued".
 * DOB2  Commands about one thing leave in the order they came.
 * DOB3  A verdict removes one command, however often it arrives.
 * DOB5  Counters rise, also in a store that was restored from an old copy.
 * DOB4  A command that may have left cannot be withdrawn: its verdict will come.
 */
import type { OutboxRow } from '../../../shared/ipc/rows.ts'
import { type Command, commandSchema, isStoryCommand } from '../../../shared/model/commands.ts'
import type { CommandId, StoryId } from '../../../shared/model/ids.ts'
import { type RefusalCode, refusalCodeSchema } from '../../../shared/model/refusals.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'
import type { Marks } from './marks.ts'

export interface Queued {
  readonly id: CommandId
  readonly command: Command
  readonly issuedAt: Instant
  /** Newest of my log rows of that story when the command was given. */
  readonly afterSeq: number
  /** Drawn when it first left; null while it certainly has not. */
  readonly counter: number | null
}

interface CommandRow {
  id: CommandId
  body: string
  issued_at: number
  after_seq: number
  counter: number | null
  refused: string | null
  refused_at: number | null
}

/** The thing a command is about: commands about different things do not wait for each other. */
export function subjectOf(command: Command): string {
  if (isStoryCommand(command)) return command.story
  return command.do === 'add-term' ? `${command.scheme}:${command.key}` : command.breaking
}

const columns = 'id, body, issued_at, after_seq, counter, refused, refused_at'

export class Outbox {
  readonly #db: Database
  readonly #marks: Marks

  constructor(db: Database, marks: Marks) {
    this.#db = db
    this.#marks = marks
  }

  add(id: CommandId, command: Command, issuedAt: Instant, afterSeq: number): void {
    this.#db.run(
      `insert into command (id, place, body, subject, issued_at, after_seq)
       values (?, (select coalesce(max(place), 0) + 1 from command), ?, ?, ?, ?)`,
      id,
      JSON.stringify(command),
      subjectOf(command),
      issuedAt,
      afterSeq,
    )
  }

  /**
   * A command that the desk gives on its own account, before all that waits: what a restored server
   * no longer knows. Nobody waits for its verdict.
   */
  addAgain(id: CommandId, command: Command, issuedAt: Instant): void {
    this.#db.run(
      `insert into command (id, place, body, subject, issued_at, after_seq, again)
       values (?, (select coalesce(min(place), 1) - 1 from command), ?, ?, ?, 0, 1)`,
      id,
      JSON.stringify(command),
      subjectOf(command),
      issuedAt,
    )
  }

  /** True for a command that the desk gave on its own account. */
  isAgain(id: CommandId): boolean {
    return this.#db.get('select 1 from command where id = ? and again = 1', id) !== undefined
  }

  /** Commands without a verdict, in the order they were given; of one subject or of all. */
  waiting(subject?: string): Queued[] {
    const rows =
      subject === undefined
        ? this.#db.all<CommandRow>(
            `select ${columns} from command where refused is null order by place`,
          )
        : this.#db.all<CommandRow>(
            `select ${columns} from command where refused is null and subject = ? order by place`,
            subject,
          )
    return rows.map(asQueued)
  }

  /** Newest of my log rows when each waiting command about a story was given. */
  givenAfter(story: StoryId): number[] {
    return this.#db
      .all<{ seq: number }>(
        'select after_seq as seq from command where refused is null and subject = ?',
        story,
      )
      .map(({ seq }) => seq)
  }

  /** Everything the person can see in the outbox, oldest first. */
  rows(): OutboxRow[] {
    return this.#db.all<CommandRow>(`select ${columns} from command order by place`).map((row) => ({
      id: row.id,
      command: commandSchema.parse(JSON.parse(row.body)),
      issuedAt: row.issued_at,
      state:
        row.refused === null
          ? { at: 'waiting' as const }
          : {
              at: 'refused' as const,
              because: refusalCodeSchema.parse(row.refused),
              when: row.refused_at ?? row.issued_at,
            },
    }))
  }

  /** The command's counter, drawn at its first leaving and the same ever after. */
  leave(id: CommandId, serverNow: Instant): number {
    return this.#db.transaction(() => {
      const row = this.#db.get<{ counter: number | null }>(
        'select counter from command where id = ?',
        id,
      )
      if (row?.counter) return row.counter
      const counter = this.#marks.nextCounter(serverNow)
      this.#db.run('update command set counter = ? where id = ?', counter, id)
      return counter
    })
  }

  /** The server knows a newer counter of this device, and has not judged this command: draw again. */
  drawAgain(id: CommandId): void {
    this.#db.run('update command set counter = null where id = ? and refused is null', id)
  }

  /** Forgets an accepted command. */
  accepted(id: CommandId): boolean {
    return this.#db.run('delete from command where id = ?', id).changes > 0
  }

  /** Keeps a refused command in sight; false when its verdict was known already. */
  refused(id: CommandId, because: RefusalCode, when: Instant): boolean {
    return (
      this.#db.run(
        'update command set refused = ?, refused_at = ? where id = ? and refused is null',
        because,
        when,
        id,
      ).changes > 0
    )
  }

  /** Takes back a command that has not left, or clears a refused one. */
  withdraw(id: CommandId): boolean {
    return (
      this.#db.run(
        'delete from command where id = ? and (counter is null or refused is not null)',
        id,
      ).changes > 0
    )
  }

  /** Stories that the server does not know yet, or not again yet: their text must wait. */
  unborn(): StoryId[] {
    const created = this.waiting().flatMap(({ command }) =>
      command.do === 'create-story' ? [command.story] : [],
    )
    return [...created, ...this.forgotten()]
  }

  /** True while the server has not been told that this story exists. */
  waitsToCreate(story: StoryId): boolean {
    return this.waiting().some(
      ({ command }) => command.do === 'create-story' && command.story === story,
    )
  }

  /** Stories that a server restored from a backup has not been heard to know. */
  forgotten(): StoryId[] {
    return this.#db
      .all<{ id: StoryId }>(
        `select id from story where fact is null
         and 'story:' || id in (select key from earlier_fact)`,
      )
      .map(({ id }) => id)
  }
}

const asQueued = (row: CommandRow): Queued => ({
  id: row.id,
  command: commandSchema.parse(JSON.parse(row.body)),
  issuedAt: row.issued_at,
  afterSeq: row.after_seq,
  counter: row.counter,
})
