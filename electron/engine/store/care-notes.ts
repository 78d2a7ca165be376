/** What happened to this store and was set right, or could not be: kept until the person has read it. */
import { z } from 'zod'
import { type CareNote, careNoteSchema } from '../../../shared/ipc/care.ts'
import type { Instant } from '../../../shared/model/time.ts'
import type { Database } from './database.ts'

const bodySchema = z.string().transform((text) => careNoteSchema.shape.what.parse(JSON.parse(text)))

export class CareNotes {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  add(what: CareNote['what'], at: Instant): void {
    this.#db.run('insert into care_note (at, body) values (?, ?)', at, JSON.stringify(what))
  }

  /** What is told has changed while it was being found out. */
  rewrite(id: number, what: CareNote['what']): void {
    this.#db.run('update care_note set body = ? where id = ?', JSON.stringify(what), id)
  }

  /** Notes that nobody has read, oldest first. */
  unread(): CareNote[] {
    return this.#db
      .all<{ id: number; at: number; body: string }>(
        'select id, at, body from care_note where seen = 0 order by id',
      )
      .map(({ id, at, body }) => ({ id, at, what: bodySchema.parse(body) }))
  }

  /** True when that was told of this story already and nobody has read it. */
  knows(kind: 'words-missing' | 'not-compared', story: string): boolean {
    return this.unread().some(({ what }) => what.kind === kind && what.story === story)
  }

  /** True when this store has lost words of this story at any time, whoever has read of it. */
  hasLost(story: string): boolean {
    const told = this.#db.get(
      `select 1 from care_note where json_extract(body, '$.kind') in ('salvaged', 'words-missing')
         and instr(body, ?) > 0 limit 1`,
      story,
    )
    return told !== undefined
  }

  seen(id: number): void {
    this.#db.run('update care_note set seen = 1 where id = ?', id)
  }
}
