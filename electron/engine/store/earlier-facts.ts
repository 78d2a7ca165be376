/**
 * What the server had said before it was restored from a backup: kept until this desk has seen
 * what of it the server still knows.
 */
import { type Fact, factKey, factSchema } from '../../../shared/model/facts.ts'
import type { Database } from './database.ts'

export class EarlierFacts {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Keeps a copy of what people made by command; call it before the facts are forgotten. */
  keep(): void {
    this.#db.run(
      `insert or replace into earlier_fact (key, body)
       select key, body from fact where type in ('breaking', 'term')`,
    )
    this.#db.run(
      `insert or replace into earlier_fact (key, body)
       select 'story:' || id, fact from story where fact is not null`,
    )
  }

  /** True while some were not compared yet. */
  any(): boolean {
    return this.#db.get('select 1 from earlier_fact where later = 0 limit 1') !== undefined
  }

  /** True while some wait for the desk of whoever made them. */
  anyLater(): boolean {
    return this.#db.get('select 1 from earlier_fact where later = 1 limit 1') !== undefined
  }

  next(limit: number): Fact[] {
    return this.#db
      .all<{ body: string }>('select body from earlier_fact where later = 0 limit ?', limit)
      .map(({ body }) => factSchema.parse(JSON.parse(body)))
  }

  drop(fact: Fact): void {
    this.#db.run('delete from earlier_fact where key = ?', factKey(fact))
  }

  /** Leaves it to the desk of whoever made it, for a while. */
  leaveToOthers(fact: Fact): void {
    this.#db.run('update earlier_fact set later = 1 where key = ?', factKey(fact))
  }

  /** The others had their time. */
  takeOver(): void {
    this.#db.run('update earlier_fact set later = 0')
  }
}
