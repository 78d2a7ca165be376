/** What PostgreSQL's own catalogue says about a database's tables. */
import { sql } from 'kysely'
import type { Db } from '../db/open-database.ts'

export interface CatalogueTable {
  readonly name: string
  /** In their order, without those that PostgreSQL computes. */
  readonly columns: readonly string[]
  /** Tables that must be filled before. */
  readonly after: readonly string[]
}

export interface CatalogueSequence {
  readonly name: string
  readonly last: number
}

/**
 * Tables whose rows a backup holds, in an order in which they can be filled. Unlogged tables are
 * left out: a crash may empty them at any time, so nothing that matters is in them.
 */
export async function tablesToKeep(db: Db): Promise<CatalogueTable[]> {
  const { rows } = await sql<CatalogueTable>`
    select c.relname as name,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns,
      (select coalesce(json_agg(distinct r.relname), '[]') from pg_constraint k
        join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as after
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace
      and c.relkind = 'r' and c.relpersistence = 'p'
    order by c.relname`.execute(db)
  return inFillingOrder(rows)
}

/** Referenced tables before those that refer to them. */
export function inFillingOrder(tables: readonly CatalogueTable[]): CatalogueTable[] {
  const ordered: CatalogueTable[] = []
  const placed = new Set<string>()
  let left = [...tables]
  const names = new Set(tables.map(({ name }) => name))
  while (left.length > 0) {
    const ready = left.filter(({ after }) =>
      after.every((name) => placed.has(name) || !names.has(name)),
    )
    if (ready.length === 0) {
      throw new Error(`tables refer to each other in a circle: ${left.map(({ name }) => name)}`)
    }
    for (const table of ready) {
      ordered.push(table)
      placed.add(table.name)
    }
    left = left.filter(({ name }) => !placed.has(name))
  }
  return ordered
}

/** Sequences that were ever drawn from. Read after the snapshot was taken: never too low. */
export async function sequencesOf(db: Db): Promise<CatalogueSequence[]> {
  const { rows } = await sql<CatalogueSequence>`
    select sequencename as name, last_value as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`.execute(db)
  return rows
}

/** True when nothing at all is in the database's schema. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_class where relnamespace = current_schema()::regnamespace limit 1`.execute(db)
  return rows.length === 0
}
